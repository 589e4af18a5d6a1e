import type { JourneyKey } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import type { ReviewOutcome } from '@arbiter/reviewing';
import { Injectable } from '@nestjs/common';

/** What reviews are kept under: a change's journey, or a branch whose pushes are reviewed (`branch/github/7/refs/heads/main`). */
export type ReviewedKey = JourneyKey | `branch/${string}`;

/** A review as it was made, whether it stands on the forge by now or not. */
export interface KeptReview {
  readonly id: string;
  readonly journey: ReviewedKey;
  readonly head: string;
  /** Digests of the hunks that it looked at. */
  readonly seen: readonly string[];
  readonly outcome: ReviewOutcome;
  /** ISO 8601. */
  readonly reviewedAt: string;
  readonly posted: boolean;
}

/** What is known of a change between its reviews. */
export interface ReviewedChange {
  readonly paused: boolean;
  /** The head that was reviewed last. */
  readonly head: string | null;
  readonly seen: readonly string[];
}

interface Row {
  readonly id: string;
  readonly journey: ReviewedKey;
  readonly head: string;
  readonly seen: readonly string[];
  readonly outcome: ReviewOutcome;
  readonly reviewed_at: Date;
  readonly posted_at: Date | null;
}

/** Where a change is found. */
export interface ChangeKey {
  readonly journey: ReviewedKey;
  readonly forge: string;
  readonly repositoryId: string;
}

/** Reviews and what they leave behind on their change. */
@Injectable()
export class ReviewRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<KeptReview | undefined> {
    const [row] = await this.database.query<Row>(
      'select id, journey, head, seen, outcome, reviewed_at, posted_at from review where id = $1',
      [id],
    );
    return row && toReview(row);
  }

  /** The change's newest review that stands. */
  async latest(journey: ReviewedKey): Promise<KeptReview | undefined> {
    const [row] = await this.database.query<Row>(
      `select id, journey, head, seen, outcome, reviewed_at, posted_at from review
       where journey = $1 and posted_at is not null order by posted_at desc limit 1`,
      [journey],
    );
    return row && toReview(row);
  }

  /** Keeps a review before anything is made of it; who came first counts. */
  async store({ id, journey, head, seen, outcome, reviewedAt }: Omit<KeptReview, 'posted'>): Promise<void> {
    await this.database.query(
      `insert into review (id, journey, head, seen, outcome, reviewed_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do nothing`,
      [id, journey, head, seen, JSON.stringify(outcome), reviewedAt],
    );
  }

  /** The review stands on the forge: what it looked at needs no second look. */
  async markPosted({ id, head, seen }: KeptReview, { journey, forge, repositoryId }: ChangeKey): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction.query('update review set posted_at = coalesce(posted_at, now()) where id = $1', [id]);
      await transaction.query(
        `insert into reviewed_change (journey, forge, repository_id, head, seen) values ($1, $2, $3, $4, $5)
         on conflict (journey) do update set head = excluded.head, seen = excluded.seen`,
        [journey, forge, repositoryId, head, seen],
      );
    });
  }

  async change(journey: ReviewedKey): Promise<ReviewedChange> {
    const [row] = await this.database.query<ReviewedChange>(
      'select paused, head, seen from reviewed_change where journey = $1',
      [journey],
    );
    return row ?? { paused: false, head: null, seen: [] };
  }

  /** Which of these hunks somebody has looked at anywhere else in the repository: on a change that was merged, on another branch. */
  async seenElsewhere({ journey, forge, repositoryId }: ChangeKey, digests: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ readonly digest: string }>(
      `select distinct digest from reviewed_change, unnest(seen) as digest
       where forge = $1 and repository_id = $2 and journey <> $3 and seen && $4::text[] and digest = any ($4::text[])`,
      [forge, repositoryId, journey, digests],
    );
    return rows.map(({ digest }) => digest);
  }

  /** Whether pushes to the change are reviewed by themselves. */
  async pause({ journey, forge, repositoryId }: ChangeKey, paused: boolean): Promise<void> {
    await this.database.query(
      `insert into reviewed_change (journey, forge, repository_id, paused) values ($1, $2, $3, $4)
       on conflict (journey) do update set paused = excluded.paused`,
      [journey, forge, repositoryId, paused],
    );
  }
}

const toReview = ({ reviewed_at, posted_at, ...row }: Row): KeptReview => ({
  ...row,
  reviewedAt: reviewed_at.toISOString(),
  posted: posted_at !== null,
});
