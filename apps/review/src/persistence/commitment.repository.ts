import type { CommitmentMade, Deadline, PersonRef, WritingRef } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

interface Row {
  readonly id: string;
  readonly source: WritingRef;
  readonly person: PersonRef | null;
  readonly span_start: number;
  readonly span_end: number;
  readonly quote: string;
  readonly what: string;
  readonly deadline: Deadline | null;
  readonly confidence: number;
  readonly ambiguous: boolean;
  readonly made_at: string;
}

/** The promises that were found. They are kept together with the reading that found them. */
@Injectable()
export class CommitmentRepository {
  constructor(private readonly database: Database) {}

  /** The promises of these ids, each as it was when it was first seen. */
  async find(ids: readonly string[]): Promise<CommitmentMade[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<Row>(
      `select id, source, person, span_start, span_end, quote, what, deadline, confidence, ambiguous, made_at
       from commitment where id = any($1::uuid[]) order by id`,
      [ids],
    );
    return rows.map(toCommitment);
  }
}

function toCommitment(row: Row): CommitmentMade {
  const { source, person, quote, what, deadline, confidence, ambiguous } = row;
  return {
    commitmentId: row.id,
    source,
    ...(person ? { person } : {}),
    span: { start: row.span_start, end: row.span_end },
    quote,
    what,
    deadline,
    confidence,
    ambiguous,
    madeAt: row.made_at,
  };
}
