import {
  ExportPerson,
  HOLDERS,
  type Holder,
  ListAudit,
  ListWritings,
  type PersonTraces,
  type ReplyOf,
  type WritingTrace,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Streamed } from './endpoint.ts';

/** Writings that are asked for at once, and that are told of at once. */
const WRITINGS = 1_000;
const AT_ONCE = 10;
/** Entries of the audit log, likewise. */
const ENTRIES = 200;
const PATIENCE = 60_000;

/** One thing that is held, and by whom. */
export const Exported = z.looseObject({ service: z.string(), kind: z.string(), data: z.unknown() });
type Exported = z.infer<typeof Exported>;

/** A page of what a holder has, and where the next one begins. */
type Page = ReplyOf<(typeof ExportPerson)[Holder]>;

/** Gathers what every service holds of a person: a page at a time, so that it may be of any size. */
@Injectable()
export class ExportEverything {
  constructor(private readonly queries: Queries) {}

  /** @throws DependencyDown where it cannot begin; what ends in the middle is cut off, and no JSON */
  async of({ personIds, traces }: PersonTraces): Promise<Streamed> {
    const records = this.#recordsOf({ personIds, traces });
    const first = await records.next();
    return new Streamed(documentOf({ exportedAt: new Date().toISOString(), personIds, traces }, first, records));
  }

  async *#recordsOf(person: PersonTraces): AsyncGenerator<Exported, undefined> {
    for (const holder of HOLDERS) {
      if (holder === 'gateway' || holder === 'ingestion') {
        for await (const writings of this.#writingsOf(person)) yield* this.#heldBy(holder, person, writings);
      } else {
        yield* this.#heldBy(holder, person, []);
      }
    }
    for (const personId of person.personIds) yield* this.#entriesAbout(personId);
    return undefined;
  }

  /** So many at once that an answer about them stays below the broker's largest message. */
  async *#writingsOf({ personIds }: PersonTraces): AsyncGenerator<WritingTrace[]> {
    for (let after: string | undefined; ;) {
      const { items }: ReplyOf<typeof ListWritings> = await this.queries.ask(
        ListWritings,
        { personIds, limit: WRITINGS, ...(after !== undefined && { after }) },
        { timeoutMs: PATIENCE },
      );
      for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
      if (items.length < WRITINGS) return;
      after = items.at(-1)?.journey;
    }
  }

  async *#heldBy(holder: Holder, person: PersonTraces, writings: readonly WritingTrace[]): AsyncGenerator<Exported> {
    for (let after: string | null = ''; after !== null;) {
      const request = { ...person, writings: [...writings], ...(after !== '' && { after }) };
      const page: Page = await this.queries.ask(ExportPerson[holder], request, { timeoutMs: PATIENCE });
      for (const { kind, data } of page.records) yield { service: holder, kind, data };
      after = page.next;
    }
  }

  async *#entriesAbout(personId: string): AsyncGenerator<Exported> {
    for (let before: number | null | undefined; before !== null;) {
      const request = { personId, limit: ENTRIES, ...(before !== undefined && { before }) };
      const page: ReplyOf<typeof ListAudit> = await this.queries.ask(ListAudit, request);
      for (const data of page.items) yield { service: 'admin', kind: 'audit-entry', data };
      before = page.next;
    }
  }
}

/** One record on a line: it can be read, and cut, by lines. */
async function* documentOf(
  head: object,
  first: IteratorResult<Exported, undefined>,
  rest: AsyncIterator<Exported, undefined>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"records":[\n`;
  let comma = '';
  for (let next = first; next.done !== true; next = await rest.next()) {
    yield `${comma}${JSON.stringify(next.value)}`;
    comma = ',\n';
  }
  yield '\n]}';
}
