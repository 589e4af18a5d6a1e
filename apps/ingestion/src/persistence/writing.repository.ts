import type { ChangeUpdated, CommentCreated } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Received, ReceivedMessage } from '../ingest-deliveries/received.ts';

/** Changes, comments and messages: what they are, not what they say. */
@Injectable()
export class WritingRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores the states that are news and answers the deliveries that brought them, also those of a repetition. A state
   * older than the one that is known is not news: deliveries overtake each other.
   */
  async storeChanges(received: readonly Received<ChangeUpdated>[]): Promise<ReadonlySet<string>> {
    const news = new Set<string>();
    // One by one: two states of one change in one statement would be a conflict with itself, and changes are few.
    for (const { receivedAt, reading: change } of received) {
      const rows = await this.database.query<{ delivery_id: string }>(
        `insert into change (forge, repository_id, number, delivery_id, repository_name, state, draft, title, source_branch,
                             source_sha, target_branch, updated_at, received_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (forge, repository_id, number) do update set
           delivery_id = excluded.delivery_id, repository_name = excluded.repository_name, state = excluded.state,
           draft = excluded.draft, title = excluded.title, source_branch = excluded.source_branch,
           source_sha = excluded.source_sha, target_branch = excluded.target_branch,
           updated_at = excluded.updated_at, received_at = excluded.received_at
         where change.delivery_id = excluded.delivery_id
            or (change.updated_at, change.received_at) <= (excluded.updated_at, excluded.received_at)
         returning delivery_id`,
        [
          change.forge,
          change.repository.id,
          change.number,
          change.deliveryId,
          change.repository.name,
          change.state,
          change.draft,
          change.title.text,
          change.source.branch,
          change.source.sha ?? null,
          change.target.branch,
          change.updatedAt,
          receivedAt,
        ],
      );
      for (const row of rows) news.add(row.delivery_id);
    }
    return news;
  }

  /** Stores comments that are new and answers the deliveries that brought them, also those of a repetition. */
  async storeComments(received: readonly Received<CommentCreated>[]): Promise<ReadonlySet<string>> {
    const comments = received.map(({ reading }) => reading);
    const keys = [
      comments.map(({ forge }) => forge),
      comments.map(({ repository }) => repository.id),
      comments.map(({ commentId }) => commentId),
    ];
    await this.database.query(
      `insert into comment (forge, repository_id, comment_id, delivery_id, written_at)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[]) order by 1, 2, 3
       on conflict do nothing`,
      [...keys, comments.map(({ deliveryId }) => deliveryId), comments.map(({ writing }) => writing.writtenAt)],
    );
    const owners = await this.database.query<{ delivery_id: string }>(
      `select delivery_id from comment
       where (forge, repository_id, comment_id) in (select * from unnest($1::text[], $2::text[], $3::text[]))`,
      keys,
    );
    return new Set(owners.map((owner) => owner.delivery_id));
  }

  /** Stores messages that are new. */
  async storeMessages(received: readonly ReceivedMessage[]): Promise<void> {
    await this.database.query(
      `insert into message (message_id, delivery_id, received_at)
       select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) order by 1
       on conflict do nothing`,
      [
        received.map(({ reading }) => reading.messageId),
        received.map(({ reading }) => reading.deliveryId),
        received.map(({ receivedAt }) => receivedAt),
      ],
    );
  }
}
