import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** What a lead has done about a message, and says of it. */
export interface Feedback {
  readonly id: string;
  readonly interventionId: string;
  readonly action: string;
  readonly comment: string | null;
  readonly personId: string | null;
  readonly givenAt: Date;
}

/** Leads' feedback, for whoever looks after the rules of the safety supervisor. */
@Injectable()
export class FeedbackRepository {
  constructor(private readonly database: Database) {}

  async add({ id, interventionId, action, comment, personId, givenAt }: Feedback): Promise<void> {
    await this.database.query(
      `insert into safety_feedback (id, intervention_id, action, comment, person_id, given_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [id, interventionId, action, comment, personId, givenAt],
    );
  }
}
