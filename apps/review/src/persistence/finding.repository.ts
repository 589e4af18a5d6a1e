import { stableId } from '@arbiter/service';
import { Database } from '@arbiter/persistence';
import type { Finding, Severity } from '@arbiter/reviewing';
import { Injectable } from '@nestjs/common';
import type { ReviewedKey } from './review.repository.ts';

/** What became of a finding: people and pushes decide. */
export type Fate = 'open' | 'fixed' | 'dismissed' | 'accepted' | 'resolved';

/** Something that was said on a change. */
export interface SaidFinding {
  readonly id: string;
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly path: string;
  readonly severity: Severity;
  readonly message: string;
  readonly placed: 'inline' | 'file' | 'summary';
  readonly fate: Fate;
  /** The code that it is about; unknown of what was said before that was kept. */
  readonly quote?: string;
  readonly side?: Finding['side'];
}

/** What people made of a rule in one repository. */
export interface RuleRecord {
  readonly ruleId: string;
  readonly dismissed: number;
  readonly welcomed: number;
}

interface Row extends Omit<SaidFinding, 'ruleId' | 'quote' | 'side'> {
  readonly rule_id: string;
  readonly quote: string | null;
  readonly side: Finding['side'] | null;
}

/** Where findings were said. */
export interface Place {
  readonly reviewId: string;
  readonly journey: ReviewedKey;
  readonly forge: string;
  readonly repositoryId: string;
}

/** The findings that were said, and their fates. */
@Injectable()
export class FindingRepository {
  constructor(private readonly database: Database) {}

  async ofChange(journey: ReviewedKey): Promise<readonly SaidFinding[]> {
    const rows = await this.database.query<Row>(
      `select id, fingerprint, rule_id, path, severity, message, placed, fate, quote, side from finding
       where journey = $1 order by id`,
      [journey],
    );
    return rows.map(toSaid);
  }

  /** What was said last where much is said over the years, as on a branch. */
  async saidLately(journey: ReviewedKey, most: number): Promise<readonly SaidFinding[]> {
    const rows = await this.database.query<Row>(
      `select f.id, f.fingerprint, f.rule_id, f.path, f.severity, f.message, f.placed, f.fate, f.quote, f.side
       from finding f join review r on r.id = f.review_id
       where f.journey = $1 order by r.reviewed_at desc, f.id limit $2`,
      [journey, most],
    );
    return rows.map(toSaid);
  }

  /** Keeps what a review says; what stands already stays as it is. */
  async store(
    { reviewId, journey, forge, repositoryId }: Place,
    findings: readonly Omit<SaidFinding, 'id' | 'fate'>[],
  ): Promise<void> {
    await this.database.query(
      `insert into finding (id, review_id, journey, forge, repository_id, fingerprint, rule_id, path, severity, message, placed,
                            quote, side)
       select id, $2, $3, $4, $5, fingerprint, rule_id, path, severity, message, placed, quote, side
       from unnest($1::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                   $12::text[], $13::text[])
         as said (id, fingerprint, rule_id, path, severity, message, placed, quote, side)
       on conflict (id) do nothing`,
      [
        findings.map(({ fingerprint }) => stableId('finding', reviewId, fingerprint)),
        reviewId,
        journey,
        forge,
        repositoryId,
        findings.map(({ fingerprint }) => fingerprint),
        findings.map(({ ruleId }) => ruleId),
        findings.map(({ path }) => path),
        findings.map(({ severity }) => severity),
        findings.map(({ message }) => message),
        findings.map(({ placed }) => placed),
        findings.map(({ quote }) => quote?.replaceAll('\0', '\uFFFD') ?? null),
        findings.map(({ side }) => side ?? null),
      ],
    );
  }

  /** What people decide outweighs what a push did; nothing is set back to open. */
  async settle(journey: ReviewedKey, fingerprints: readonly string[], fate: Exclude<Fate, 'open'>): Promise<void> {
    await this.database.query(
      `update finding set fate = $3, fate_at = now()
       where journey = $1 and fingerprint = any ($2::text[]) and fate <> $3
         and (fate = 'open' or $3 in ('dismissed', 'accepted'))`,
      [journey, fingerprints, fate],
    );
  }

  /** What people of a repository made of each rule. */
  async rulesOf(forge: string, repositoryId: string): Promise<readonly RuleRecord[]> {
    const rows = await this.database.query<{ rule_id: string; dismissed: number; welcomed: number }>(
      `select rule_id, count(*) filter (where fate = 'dismissed')::int as dismissed,
              count(*) filter (where fate in ('accepted', 'fixed'))::int as welcomed
       from finding where forge = $1 and repository_id = $2 group by rule_id`,
      [forge, repositoryId],
    );
    return rows.map(({ rule_id, ...record }) => ({ ...record, ruleId: rule_id }));
  }
}

const toSaid = ({ rule_id: ruleId, quote, side, ...row }: Row): SaidFinding => ({
  ...row,
  ruleId,
  ...(quote !== null && { quote }),
  ...(side !== null && { side }),
});
