import {
  DiscoverTraces,
  ErasePerson,
  FindPeopleByTraces,
  FindTraces,
  HOLDERS,
  type Holder,
  ListWritings,
  type WritingTrace,
} from '@arbiter/contracts';
import { Broker, Queries, eraseMessages } from '@arbiter/messaging';
import { Database, scrub } from '@arbiter/persistence';
import { type Trace, TraceMatcher, spellingsOf } from '@arbiter/privacy';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import { DeadLetterRepository } from '../persistence/dead-letter.repository.ts';
import type { Erasure, Receipts } from '../persistence/erasure.repository.ts';

/** Milliseconds that a service may take: it may have to read whole tables. */
const PATIENCE = 300_000;
/** Writings that are told of, and asked for, at once. */
const AT_ONCE = 500;
/** What a question to a service takes. */
const MOST_TRACES = 1_000;
/** Tables whose words are looked after apart: the audit log by its chain, erasures by their end. */
const APART = ['audit_entry', 'erasure'];

/** Whom an erasure is about, and what they can be recognised by. */
export interface Known {
  readonly personIds: readonly string[];
  readonly traces: readonly Trace[];
}

/** What one pass came to. */
export interface Pass {
  readonly receipts: Receipts;
  /** What is still on its way, and has to be erased later. */
  readonly waiting: number;
  /** Nothing was found that had to be erased. */
  readonly clean: boolean;
}

/** One pass of an erasure through every service, every stream, the caches and this room's own tables. */
@Injectable()
export class EraseEverywhere {
  constructor(
    private readonly queries: Queries,
    private readonly broker: Broker,
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly letters: DeadLetterRepository,
  ) {}

  /** All traces and ids that can be found now, the known ones among them: what stands beside a trace leads to others. */
  async find({ personId, personIds, traces }: Erasure): Promise<Known> {
    const { person } = await this.queries.ask(FindTraces, { person: { personId } });
    const known = [...traces, ...(person?.traces ?? [])];
    const beside = await this.queries.ask(
      DiscoverTraces,
      { personIds: [...personIds], traces: known },
      { timeoutMs: PATIENCE },
    );
    const found = [...known, ...beside.traces].flatMap(spellingsOf);
    const all = [...new Map(found.map((trace) => [JSON.stringify(trace), trace])).values()].slice(0, MOST_TRACES);
    const behind = await this.queries.ask(FindPeopleByTraces, { traces: all });
    return { personIds: [...new Set([...personIds, ...behind.personIds])], traces: all };
  }

  /** @throws DependencyDown where a service does not answer; the next pass begins anew, and does nothing twice */
  async run({ personIds, traces }: Known): Promise<Pass> {
    const writings = await this.writingsOf(personIds);
    const receipts: Record<string, Record<string, number>> = {};
    let waiting = 0;
    for (const holder of HOLDERS) {
      const receipt = await this.eraseAt(holder, { personIds: [...personIds], traces: [...traces] }, writings);
      receipts[holder] = receipt.erased;
      waiting += receipt.waiting;
    }
    const matcher = new TraceMatcher(traces);
    const streams = await eraseMessages(
      this.broker,
      (body) => matcher.matches(body) || personIds.some((id) => body.includes(id)),
    );
    for (const seq of streams.deadLetters) await this.letters.settle(seq, 'dropped');
    receipts['streams'] = { ...streams.erased };
    const { masked, deleted } = await scrub(this.database, traces, APART);
    receipts['admin'] = { auditEntries: await this.audit.erase(personIds, traces), fields: masked + deleted };
    waiting += streams.waiting;
    return { receipts, waiting, clean: waiting === 0 && Object.values(receipts).every(isClean) };
  }

  private async writingsOf(personIds: readonly string[]): Promise<WritingTrace[]> {
    const writings: WritingTrace[] = [];
    for (;;) {
      const after = writings.at(-1)?.journey;
      const page = await this.queries.ask(
        ListWritings,
        { personIds: [...personIds], limit: AT_ONCE, ...(after !== undefined && { after }) },
        { timeoutMs: PATIENCE },
      );
      writings.push(...page.items);
      if (page.items.length < AT_ONCE) return writings;
    }
  }

  private async eraseAt(
    holder: Holder,
    person: { personIds: string[]; traces: Trace[] },
    writings: readonly WritingTrace[],
  ): Promise<{ erased: Record<string, number>; waiting: number }> {
    const erased: Record<string, number> = {};
    let waiting = 0;
    for (let start = 0; start === 0 || start < writings.length; start += AT_ONCE) {
      const part = writings.slice(start, start + AT_ONCE);
      const receipt = await this.queries.ask(
        ErasePerson[holder],
        { ...person, writings: part },
        { timeoutMs: PATIENCE },
      );
      for (const [what, count] of Object.entries(receipt.erased)) erased[what] = (erased[what] ?? 0) + count;
      waiting += receipt.waiting;
    }
    return { erased, waiting };
  }
}

/** Caches fill again with what others do; that they were emptied is no sign that something was left. */
const isClean = (receipt: Readonly<Record<string, number>>): boolean =>
  Object.entries(receipt).every(([what, count]) => count === 0 || what === 'cached');

/** Receipts of several passes together. */
export function added(one: Receipts, other: Receipts): Receipts {
  const sums: Record<string, Record<string, number>> = {};
  for (const receipts of [one, other]) {
    for (const [who, receipt] of Object.entries(receipts)) {
      const sum = (sums[who] ??= {});
      for (const [what, count] of Object.entries(receipt)) sum[what] = (sum[what] ?? 0) + count;
    }
  }
  return sums;
}
