import {
  CommitmentBrokenEvent,
  CommitmentKeptEvent,
  CommitsAnalyzedEvent,
  type CommitsAttributed,
  CommitsAttributedEvent,
  FindCommits,
  type ReplyOf,
  type RequestOf,
  UsageRecordedEvent,
} from '@arbiter/contracts';
import { answerPrompt } from '@arbiter/llm/testing';
import { Answers, MessagingModule } from '@arbiter/messaging';
import { eventOfPush, Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { defineConfig, loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type ModelServer, type Servers, startModelServer, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, type INestApplication, Module } from '@nestjs/common';
import { Clock } from '../follow-commitments/clock.ts';
import { WatchDeadlines } from '../follow-commitments/watch-deadlines.ts';
import { schema } from '../persistence/schema.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { startBudgets } from '../testing/budgets.ts';
import { ADA, place, repository, shaOf } from '../testing/promises.ts';

const WORK = 'Read dates in one pass instead of three';
const PROMISE = "Parse dates\n\nI'll make reading dates much cheaper by Friday.";

/** Ingestion knows the words of every commit. */
@Controller()
class Commits {
  @Answers(FindCommits)
  find({ sha }: RequestOf<typeof FindCommits>): Promise<ReplyOf<typeof FindCommits>> {
    const at = '2026-11-18T12:00:00Z';
    const words = { title: WORK, message: WORK, truncated: false };
    return Promise.resolve({
      items: [
        { sha, forge: 'github', repository, ...words, authoredAt: at, ingestedAt: at, refs: [], orphaned: false },
      ],
    });
  }
}

@Module({ imports: [MessagingModule.forService('ingestion')], controllers: [Commits] })
class CommitsModule {}

describe('a judge of promises', () => {
  let servers: Servers;
  let models: ModelServer;
  let outside: Outside;
  let review: INestApplication;
  let apps: INestApplication[];
  let verdict: unknown;
  let now = '2026-11-16T10:00:00Z';

  beforeAll(async () => {
    const answer = (user: string) => (user.includes('<<<PROMISE') ? verdict : answerPrompt(user));
    [servers, models] = await Promise.all([startServers(), startModelServer({ answer })]);
    const environment = { ARBITER_DATABASE_URL: servers.databaseUrl, ARBITER_NATS_URL: servers.natsUrl };
    const config = loadConfig(reviewConfig, {
      ...environment,
      LLM_PROVIDER: 'openai',
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: models.openai,
      ARBITER_REDIS_URL: servers.redisUrl,
      ARBITER_CACHE_TTL_HOURS: '0',
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    const none = defineConfig({});
    const nats = loadConfig(none, { ARBITER_NATS_URL: servers.natsUrl });
    review = await createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config);
    apps = [
      review,
      await startBudgets(environment),
      await createService({ name: 'ingestion', module: CommitsModule, config: none }, nats),
    ];
    Object.assign(review.get(Clock, { strict: false }), { now: () => new Date(now) });
  });

  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await outside.close();
    await Promise.all([servers.close(), models.close()]);
  });

  beforeEach(async () => {
    now = '2026-11-16T10:00:00Z';
    for (const table of ['work', 'commitment', 'analysis']) await database().query(`delete from ${table}`);
  });

  const database = () => review.get(Database, { strict: false });
  const judged = () => models.requests.filter(({ user }) => user.includes('<<<PROMISE')).length;

  const commit = (digits: string, text: string, authoredAt: string): CommitsAttributed =>
    eventOfPush({
      push: { deliveryId: stableId(digits), ...place, ref: 'refs/heads/topic', part: 0 },
      commits: [{ sha: shaOf(digits), message: { text }, authoredAt, attribution: { author: ADA, coAuthors: [] } }],
    });

  /** Promises, works, and lets the time run out; answers what the promise's life came to. */
  async function live(name: string, promise = PROMISE): Promise<string[]> {
    const before = (await outside.published(CommitsAnalyzedEvent)).length;
    await outside.events.publish(CommitsAttributedEvent, commit(`${name}a`, promise, '2026-11-16T10:00:00Z'));
    await outside.awaitPublished(CommitsAnalyzedEvent, before + 1);
    await outside.events.publish(CommitsAttributedEvent, commit(`${name}b`, WORK, '2026-11-18T12:00:00Z'));
    await outside.awaitPublished(CommitsAnalyzedEvent, before + 2);
    now = '2026-11-21T20:00:00Z';
    await review.get(WatchDeadlines, { strict: false }).run();
    const rows = await database().query<{ kind: string }>('select kind from commitment_step order by revision');
    return rows.map(({ kind }) => kind);
  }

  it('sees that a promise was kept, by words that it quotes, and its call is paid for', async () => {
    verdict = { index: 0, quote: 'dates in one pass', reason: 'One pass is cheaper.', confidence: 0.9 };
    expect(await live('a1')).toEqual(['made', 'kept']);
    const [kept] = await outside.awaitPublished(CommitmentKeptEvent, 1);
    expect(kept?.evidence).toEqual([
      {
        kind: 'judge',
        source: { kind: 'commit', ...place, sha: shaOf('a1b') },
        confidence: 0.9,
        quote: 'dates in one pass',
      },
    ]);
    const usages = (await outside.published(UsageRecordedEvent)).flatMap((record) => record.usages);
    expect(usages.filter(({ task }) => task === 'fulfilment')).toMatchObject([{ provider: 'openai', person: ADA }]);
  });

  it.each([
    ['is not sure enough', { index: 0, quote: 'dates in one pass', reason: '', confidence: 0.74 }],
    ['quotes what does not stand there', { index: 0, quote: 'made it much cheaper', reason: '', confidence: 1 }],
    ['abstains', { index: null, quote: '', reason: '', confidence: 0.2 }],
  ])('decides nothing where it %s', async (why, says) => {
    verdict = says;
    const before = (await outside.published(CommitmentBrokenEvent)).length;
    expect(await live(`b${String(why.length)}`)).toEqual(['made', 'broken']);
    expect(await outside.awaitPublished(CommitmentBrokenEvent, before + 1)).toHaveLength(before + 1);
  });

  it('is not asked where rules decide, or nothing has anything to do with the promise', async () => {
    const before = judged();
    await live('c1', "Parse dates\n\nI'll read dates in one pass by Friday.");
    await live('c2', "Parse dates\n\nI'll translate the handbook by Friday.");
    expect(judged()).toBe(before);
  });
});
