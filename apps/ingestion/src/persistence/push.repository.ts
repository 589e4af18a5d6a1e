import { Database, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { ReceivedPush } from '../ingest-deliveries/received.ts';
import { stableId } from '@arbiter/service';

/** Pushes as they were received, and what was wrong in them. */
@Injectable()
export class PushRepository {
  constructor(private readonly database: Database) {}

  /** Stores what is new. The same move of the same ref, told by another delivery, is the same push. */
  async store(received: readonly ReceivedPush[]): Promise<void> {
    const pushes = received.map(({ push }) => push);
    await adding((onConflict) =>
      this.database.query(
        `insert into push (id, delivery_id, received_at, forge, repository_id, repository_name, ref, before_sha, after_sha,
                         created, deleted, forced, total_commits, incomplete)
       select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
                            $8::text[], $9::text[], $10::bool[], $11::bool[], $12::bool[], $13::int[], $14::bool[])
       order by 1
       ${onConflict}`,
        [
          pushes.map((push) => stableId('push', push.forge, push.repository.id, push.ref, push.before, push.after)),
          received.map(({ deliveryId }) => deliveryId),
          received.map(({ receivedAt }) => receivedAt),
          pushes.map((push) => push.forge),
          pushes.map((push) => push.repository.id),
          pushes.map((push) => push.repository.name),
          pushes.map((push) => push.ref),
          pushes.map((push) => push.before),
          pushes.map((push) => push.after),
          pushes.map((push) => push.created),
          pushes.map((push) => push.deleted),
          pushes.map((push) => push.forced),
          pushes.map((push) => push.totalCommits),
          pushes.map((push) => push.incomplete),
        ],
      ),
    );
    await this.storeRejected(received);
  }

  private async storeRejected(received: readonly ReceivedPush[]): Promise<void> {
    const rejected = received.flatMap(({ deliveryId, push }) =>
      push.rejected.map((commit) => ({ deliveryId, ...commit })),
    );
    if (rejected.length === 0) return;
    await this.database.query(
      `insert into rejected_commit (delivery_id, index, sha, reason)
       select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) order by 1, 2
       on conflict do nothing`,
      [
        rejected.map(({ deliveryId }) => deliveryId),
        rejected.map(({ index }) => index),
        rejected.map(({ sha }) => sha ?? null),
        rejected.map(({ reason }) => reason),
      ],
    );
  }
}
