import {
  type ChangeAttributed,
  ChangeAttributedEvent,
  type ChangeReviewed,
  ChangeReviewedEvent,
  CommitsAttributedEvent,
  type PushReviewed,
  PushReviewedEvent,
} from '@arbiter/contracts';
import { eventOfPush, Outside, until } from '@arbiter/messaging/testing';
import { migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import type { INestApplication } from '@nestjs/common';
import { schema } from '../persistence/schema.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { startBudgets } from './budgets.ts';

/** A change as its events tell of it: what is not said here is the same for all. */
export type Told = Pick<ChangeAttributed, 'forge' | 'repository' | 'number'> & Partial<ChangeAttributed>;

/** A push of one commit as its event tells of it; without `after` it moved no branch. */
export interface ToldPush extends Pick<Told, 'forge' | 'repository'> {
  /** `refs/heads/main` if it is not said. */
  readonly ref?: string;
  readonly before?: string | undefined;
  readonly after?: string;
  /** Told again under the same name it is the same delivery. */
  readonly name?: string;
}

/** The review service with its servers and a till, and both ends of its messages. */
export class ReviewService {
  #events = 0;

  private constructor(
    readonly servers: Servers,
    readonly outside: Outside,
    private readonly apps: readonly INestApplication[],
  ) {}

  static async start(environment: Readonly<Record<string, string>>): Promise<ReviewService> {
    const servers = await startServers();
    const places = { ARBITER_DATABASE_URL: servers.databaseUrl, ARBITER_NATS_URL: servers.natsUrl };
    const config = loadConfig(reviewConfig, {
      ...places,
      ARBITER_REDIS_URL: servers.redisUrl,
      ARBITER_INTEGRATION_MAX_RETRIES: '1',
      ARBITER_INTEGRATION_TIMEOUT: '2',
      ...environment,
    });
    const [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    const apps = await Promise.all([
      startBudgets(places),
      createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config),
    ]);
    return new ReviewService(servers, outside, apps);
  }

  /** Tells of something that happened to a change. Each telling is another event, a second after the one before. */
  async tell(change: Told): Promise<void> {
    const at = new Date(Date.UTC(2026, 10, 18, 10, 0, this.#events++)).toISOString();
    await this.outside.events.publish(ChangeAttributedEvent, {
      action: 'pushed',
      state: 'open',
      draft: false,
      title: { text: 'A change' },
      description: { text: '' },
      source: { branch: 'topic' },
      target: { branch: 'main' },
      updatedAt: at,
      deliveryId: stableId(at),
      attribution: { coAuthors: [] },
      ...change,
    });
  }

  /** Tells of a push. Each telling is another delivery, a second after the one before, unless it has a name. */
  async tellPush({ forge, repository, ref = 'refs/heads/main', before, after, name }: ToldPush): Promise<void> {
    const at = new Date(Date.UTC(2026, 10, 18, 10, 0, this.#events++)).toISOString();
    const move = after === undefined ? undefined : { ...(before !== undefined && { before }), after, at };
    const push = { deliveryId: stableId(name ?? at), forge, repository, ref, part: 0, ...(move && { move }) };
    const sha = after ?? stableId(at).replaceAll('-', '').padEnd(40, '0');
    const commit = { sha, message: { text: 'A commit' }, authoredAt: at, attribution: { coAuthors: [] } };
    await this.outside.events.publish(CommitsAttributedEvent, eventOfPush({ push, commits: [commit] }), { drive: at });
  }

  /** The reviews of pushes that were told of, each once. */
  async toldPushes(): Promise<readonly PushReviewed[]> {
    const all = await this.outside.published(PushReviewedEvent);
    return [...new Map(all.map((review) => [review.reviewId, review])).values()];
  }

  /** Tells of a push, and waits until the review of its commit was told of. */
  async reviewPush(push: ToldPush): Promise<PushReviewed> {
    await this.tellPush(push);
    const found = async () => (await this.toldPushes()).find(({ head }) => head === push.after);
    await until(async () => (await found()) !== undefined);
    const told = await found();
    if (!told) throw new Error('nothing was told');
    return told;
  }

  /** The reviews of a change that were told of. */
  async told({ forge, number }: Pick<Told, 'forge' | 'number'>): Promise<readonly ChangeReviewed[]> {
    const all = await this.outside.published(ChangeReviewedEvent);
    return all.filter((review) => review.forge === forge && review.number === number);
  }

  /** Tells of a change, and waits until so many reviews of it were told of; the last of them. */
  async review(change: Told, reviews = 1): Promise<ChangeReviewed> {
    await this.tell(change);
    await until(async () => (await this.told(change)).length >= reviews);
    const last = (await this.told(change)).at(-1);
    if (!last) throw new Error('nothing was told');
    return last;
  }

  async close(): Promise<void> {
    await Promise.all(this.apps.map((app) => app.close()));
    await this.outside.close();
    await this.servers.close();
  }
}
