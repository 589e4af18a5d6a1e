import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** What somebody says about a judgement of the safety supervisor. */
export interface Feedback {
  readonly id: string;
  readonly interventionId: string | null;
  readonly verdict: string;
  readonly comment: string | null;
  readonly personId: string | null;
  readonly givenAt: Date;
}

/** Feedback about the safety supervisor, for whoever looks after its rules. */
@Injectable()
export class FeedbackRepository {
  constructor(private readonly database: Database) {}

  async add({ id, interventionId, verdict, comment, personId, givenAt }: Feedback): Promise<void> {
    await this.database.query(
      `insert into safety_feedback (id, intervention_id, verdict, comment, person_id, given_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [id, interventionId, verdict, comment, personId, givenAt],
    );
  }
}
