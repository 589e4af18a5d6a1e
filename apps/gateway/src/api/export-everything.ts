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

/** Writings that are told of at once, so that an answer stays below the broker's largest message. */
const AT_ONCE = 10;
/** Entries of the audit log, likewise. */
const ENTRIES = 200;
const PATIENCE = 60_000;

/** One thing that is held, and by whom. */
export const Exported = z.looseObject({ service: z.string(), kind: z.string(), data: z.unknown() });
type Exported = z.infer<typeof Exported>;

/** Gathers what every service holds of a person. */
@Injectable()
export class ExportEverything {
  constructor(private readonly queries: Queries) {}

  async of(person: PersonTraces) {
    const writings = await this.#writingsOf(person);
    const records: Exported[] = [];
    for (const holder of HOLDERS) records.push(...(await this.#held(holder, person, writings)));
    for (const personId of person.personIds) {
      for (let before: number | null | undefined; before !== null;) {
        const page: ReplyOf<typeof ListAudit> = await this.queries.ask(ListAudit, {
          personId,
          limit: ENTRIES,
          ...(before !== undefined && { before }),
        });
        records.push(...page.items.map((data) => ({ service: 'admin', kind: 'audit-entry', data })));
        before = page.next;
      }
    }
    return { exportedAt: new Date().toISOString(), personIds: person.personIds, traces: person.traces, records };
  }

  async #writingsOf({ personIds }: PersonTraces): Promise<WritingTrace[]> {
    const writings: WritingTrace[] = [];
    for (;;) {
      const after = writings.at(-1)?.journey;
      const page = await this.queries.ask(
        ListWritings,
        { personIds, limit: 1000, ...(after !== undefined && { after }) },
        { timeoutMs: PATIENCE },
      );
      writings.push(...page.items);
      if (page.items.length < 1000) return writings;
    }
  }

  async #held(holder: Holder, person: PersonTraces, writings: readonly WritingTrace[]): Promise<Exported[]> {
    const byWriting = holder === 'gateway' || holder === 'ingestion';
    const parts = byWriting ? cut(writings) : [[]];
    const found: Exported[] = [];
    for (const part of parts) {
      for (let after: string | null = ''; after !== null;) {
        const request = { ...person, writings: part, ...(after !== '' && { after }) };
        const page: { records: { kind: string; data: unknown }[]; next: string | null } = await this.queries.ask(
          ExportPerson[holder],
          request,
          { timeoutMs: PATIENCE },
        );
        found.push(...page.records.map(({ kind, data }) => ({ service: holder, kind, data })));
        after = page.next;
      }
    }
    return found;
  }
}

const cut = (writings: readonly WritingTrace[]): WritingTrace[][] =>
  Array.from({ length: Math.ceil(writings.length / AT_ONCE) }, (_, part) =>
    writings.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
