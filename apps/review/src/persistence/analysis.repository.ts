import type { JourneyKey, PersonRef } from '@arbiter/contracts';
import type { AnswerUsage } from '@arbiter/llm';
import { Database, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Reading } from '../read-writings/reading.ts';
import { type Written, keyOf } from '../read-writings/written.ts';
import { rowsOf, storeReadings } from './store-readings.ts';

/** What is kept of a reading: enough to tell it again without asking anybody. */
export interface Analysis {
  readonly journey: JourneyKey;
  readonly digest: string;
  readonly usages: readonly AnswerUsage[];
  /** Whose work it was, as it was known when the text was read. */
  readonly author: PersonRef | undefined;
  readonly commitmentIds: readonly string[];
  readonly debtNotes: number;
}

interface Row {
  readonly journey: JourneyKey;
  readonly digest: string;
  readonly person: PersonRef | null;
  readonly usages: readonly Omit<AnswerUsage, 'at'>[];
  readonly answered_at: Date;
  readonly commitment_ids: string[];
  readonly debt_notes: number;
}

/** Which repository is asked about; nothing for all. */
export interface Scope {
  readonly forge?: string | undefined;
  readonly repositoryId?: string | undefined;
}

/** The texts that were read. */
@Injectable()
export class AnalysisRepository {
  constructor(private readonly database: Database) {}

  /**
   * What is known of the texts already, by `keyOf`. `lateral … limit`: each is looked up by its key. Joined, all of the table
   * is read where statistics lag behind it, and the plan is kept.
   */
  async find(texts: readonly Written[]): Promise<Map<string, Analysis>> {
    const rows = await this.database.query<Row>(
      `select known.* from unnest($1::text[], $2::text[]) as asked (journey, digest), lateral (
         select journey, digest, person, usages, answered_at, commitment_ids, debt_notes
         from analysis a where a.journey = asked.journey and a.digest = asked.digest limit 1
       ) known`,
      [texts.map(({ journey }) => journey), texts.map(({ digest }) => digest)],
    );
    return new Map(rows.map((row) => [keyOf(row), toAnalysis(row)]));
  }

  /**
   * Keeps the readings that are new, with their promises and debt notes: all in one statement. Answers the keys of those;
   * the others were kept by somebody else meanwhile, and theirs is the reading that counts.
   */
  async store(readings: readonly Reading[]): Promise<ReadonlySet<string>> {
    const rows = await adding((onConflict) =>
      this.database.query<{ journey: string; digest: string }>(storeReadings(onConflict), rowsOf(readings)),
    );
    return new Set(rows.map(({ journey, digest }) => `${journey} ${digest}`));
  }

  /** How many texts were read, and what was found in them. */
  async count({
    forge,
    repositoryId,
  }: Scope): Promise<Record<'analyzed' | 'commitments' | 'ambiguous' | 'debtNotes', number>> {
    const within = '($1::text is null or forge = $1) and ($2::text is null or repository_id = $2)';
    const [row] = await this.database.query<Record<'analyzed' | 'commitments' | 'ambiguous' | 'debt_notes', string>>(
      `select (select count(*) from analysis where ${within}) as analyzed,
              (select count(*) from commitment where not ambiguous and ${within}) as commitments,
              (select count(*) from commitment where ambiguous and ${within}) as ambiguous,
              (select count(*) from debt_note where ${within}) as debt_notes`,
      [forge ?? null, repositoryId ?? null],
    );
    return {
      analyzed: Number(row?.analyzed ?? 0),
      commitments: Number(row?.commitments ?? 0),
      ambiguous: Number(row?.ambiguous ?? 0),
      debtNotes: Number(row?.debt_notes ?? 0),
    };
  }
}

function toAnalysis(row: Row): Analysis {
  const { journey, digest, usages } = row;
  const at = row.answered_at.toISOString();
  return {
    journey,
    digest,
    usages: usages.map((usage) => ({ ...usage, at })),
    author: row.person ?? undefined,
    commitmentIds: row.commitment_ids,
    debtNotes: row.debt_notes,
  };
}
