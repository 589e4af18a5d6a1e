import type { AuditRecorded, ListAudit, ReplyOf, RequestOf, VerifyAudit } from '@arbiter/contracts';
import { type Trace, TraceMatcher } from '@arbiter/privacy';
import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../persistence/audit.repository.ts';
import { ChainWalk, ERASED } from './verify-chain.ts';

/** Entries that are looked at together. */
const PAGE = 2_000;

/** The audit log: who did what to whom, and why, each entry chained to the one before. */
@Injectable()
export class AuditLog {
  constructor(private readonly entries: AuditRepository) {}

  /** Appends what is new, in the order given; an entry that is there already stays as it is. */
  record(entries: readonly AuditRecorded[]): Promise<void> {
    return this.entries.append(entries);
  }

  /** A page, newest first. */
  async list(filter: RequestOf<typeof ListAudit>): Promise<ReplyOf<typeof ListAudit>> {
    const stored = await this.entries.page(filter);
    const items = stored.map(({ entry, seq, hash, salt }) => ({ ...entry, seq, hash, erased: salt === null }));
    return { items, next: items.length === filter.limit ? (items.at(-1)?.seq ?? null) : null };
  }

  /** Walks the whole chain. */
  async verify({ anchor }: RequestOf<typeof VerifyAudit>): Promise<ReplyOf<typeof VerifyAudit>> {
    const walk = new ChainWalk(anchor);
    let after = 0;
    for (;;) {
      const page = await this.entries.after(after, PAGE);
      for (const stored of page) walk.take(stored);
      if (page.length < PAGE) return walk.verdict();
      after = page.at(-1)?.seq ?? after;
    }
  }

  /** Erases reasons and details of what concerns or names these people; answers of how many entries. */
  async erase(personIds: readonly string[], traces: readonly Trace[]): Promise<number> {
    const matcher = new TraceMatcher(traces);
    const said = await this.entries.saying(
      traces.map(({ value }) => `%${value.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`),
    );
    const theirs = said.filter(({ entry }) =>
      matcher.matches(`${entry.reason ?? ''} ${JSON.stringify(entry.details ?? {})}`),
    );
    return this.entries.erase(
      personIds,
      theirs.map(({ seq }) => seq),
      ERASED,
    );
  }
}
