import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { auditEntry } from '../look-up/audit.ts';
import { FollowUpRepository } from '../persistence/follow-up.repository.ts';
import { OutgoingRepository } from '../persistence/outgoing.repository.ts';

/** Rule 13: what nobody decides about in time is over. Nothing is sent, and it counts for and against nobody. */
@Injectable()
export class ExpireProposals {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly followUps: FollowUpRepository,
    private readonly outgoing: OutgoingRepository,
  ) {}

  async run(): Promise<void> {
    const at = this.clock.now();
    await this.database.transaction(async (transaction) => {
      const expired = await this.followUps.expire(transaction, at);
      const entries = expired.map(({ id, personId }) =>
        auditEntry({ interventionId: id, personId, at, done: 'expired', why: ['nobody decided in time'] }),
      );
      await this.outgoing.add(transaction, entries);
    });
  }
}
