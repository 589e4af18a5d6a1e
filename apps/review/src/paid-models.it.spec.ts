import {
  type AttributedPush,
  CommitmentMadeEvent,
  CommitsAnalyzedEvent,
  type CommitsAttributed,
  CommitsAttributedEvent,
  UsageRecordedEvent,
} from '@arbiter/contracts';
import { answerPrompt, sumOf } from '@arbiter/llm/testing';
import { DeadLetters } from '@arbiter/messaging';
import { eventOfPush, Outside, until } from '@arbiter/messaging/testing';
import { migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type ModelServer, type Servers, startModelServer, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { schema } from './persistence/schema.ts';
import { reviewConfig } from './review.config.ts';
import { ReviewModule } from './review.module.ts';
import { startBudgets, till } from './testing/budgets.ts';

const by = (team: string) => ({
  author: { id: stableId(team), kind: 'human' as const, standing: 'known' as const, team },
  coAuthors: [],
});

const push = (name: string, ...messages: string[]): CommitsAttributed => pushOf(name, { coAuthors: [] }, messages);

type Attribution = AttributedPush['commits'][number]['attribution'];
const pushOf = (name: string, attribution: Attribution, messages: readonly string[]): CommitsAttributed =>
  eventOfPush({
    push: {
      deliveryId: stableId(name),
      forge: 'github',
      repository: { id: '1296269', name: 'octo/hello' },
      ref: 'refs/heads/main',
      part: 0,
    },
    commits: messages.map((text, index) => ({
      sha: stableId(name, String(index)).replaceAll('-', '').padEnd(40, '0'),
      message: { text },
      authoredAt: '2026-11-18T10:00:00+01:00',
      attribution,
    })),
  });

/** Some text makes a provider fail whenever it comes. */
const choose = ({ user }: { readonly user: string }) => (user.includes('poison') ? 'error' : 'answer');

describe('review with a paid model', () => {
  let servers: Servers;
  let models: ModelServer;
  let outside: Outside;
  let apps: INestApplication[];

  beforeAll(async () => {
    [servers, models] = await Promise.all([startServers(), startModelServer({ answer: answerPrompt, choose })]);
    const environment = { ARBITER_DATABASE_URL: servers.databaseUrl, ARBITER_NATS_URL: servers.natsUrl };
    const config = loadConfig(reviewConfig, {
      ...environment,
      ARBITER_REDIS_URL: servers.redisUrl,
      LLM_PROVIDER: 'openai',
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: models.openai,
      ARBITER_LLM_MAX_RETRIES: '0',
      ARBITER_CACHE_TTL_HOURS: '0',
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    apps = await Promise.all([
      startBudgets(environment),
      createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config),
    ]);
  });

  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await outside.close();
    await Promise.all([servers.close(), models.close()]);
  });

  /** Usage as it was told: by the id of the response, once each. */
  const told = async () => {
    const records = await outside.published(UsageRecordedEvent);
    return new Map(records.flatMap(({ usages }) => usages).map((usage) => [usage.usageId, usage]));
  };

  it('finds what the model quotes, and tells what the provider bills', async () => {
    await outside.events.publish(CommitsAttributedEvent, push('one', "I'll add docs by Friday.", 'Bump to 2.0'));
    const [analyzed] = await outside.awaitPublished(CommitsAnalyzedEvent, 1);
    expect(analyzed?.commits.map(({ commitments }) => commitments.length)).toEqual([1, 0]);
    expect(await outside.published(CommitmentMadeEvent)).toMatchObject([
      { quote: "I'll add docs by Friday.", deadline: { at: '2026-11-20T17:00:00+01:00' } },
    ]);
    const usages = await told();
    for (const { id, tokens } of models.bill) expect(usages.get(id)).toMatchObject({ provider: 'openai', tokens });
  });

  it('pays for each text once, although one of them fails, and tells what the failure cost', async () => {
    const before = models.bill.length;
    models.answerNext('refusal');
    await outside.events.publish(CommitsAttributedEvent, push('two', 'Add a', 'Add b', 'Add c'));
    await outside.awaitPublished(CommitsAnalyzedEvent, 2);
    // Three texts, and once more the one that was refused.
    expect(models.bill.length - before).toBe(4);
    const usages = await told();
    expect(models.bill.every(({ id }) => usages.has(id))).toBe(true);
  });

  it('asks and pays nothing when it is told again', async () => {
    const asked = models.requests.length;
    await outside.events.publish(CommitsAttributedEvent, push('one', "I'll add docs by Friday.", 'Bump to 2.0'), {
      drive: 'again',
    });
    await outside.awaitPublished(CommitsAnalyzedEvent, 3);
    expect(models.requests).toHaveLength(asked);
  });

  it('waits while no budget is left, and goes on when there is some', async () => {
    const { left } = till;
    till.left = 0;
    const asked = models.requests.length;
    await outside.events.publish(CommitsAttributedEvent, push('three', "I'll wait."));
    await until(() => till.refusals > 1);
    expect(models.requests).toHaveLength(asked);
    till.left = left;
    await outside.awaitPublished(CommitsAnalyzedEvent, 4);
    const spent = models.bill.reduce((sum, { tokens }) => sum + sumOf(tokens), 0);
    expect(1e9 - till.left).toBe(spent);
  });

  it('goes on for other teams while the budget of one has nothing left', async () => {
    till.poor.add('spent');
    const { refusals } = till;
    const waiting = Array.from({ length: 20 }, (_, index) => pushOf(`w${index}`, by('spent'), [`I'll wait ${index}.`]));
    await outside.events.publishAll(CommitsAttributedEvent, waiting);
    await until(() => till.refusals >= refusals + waiting.length);
    await outside.events.publish(CommitsAttributedEvent, pushOf('rich', by('rich'), ["I'll write it."]));
    const analyzed = await outside.awaitPublished(CommitsAnalyzedEvent, 5);
    expect(analyzed[4]?.commits).toMatchObject([{ author: by('rich').author }]);
    till.poor.clear();
    await outside.awaitPublished(CommitsAnalyzedEvent, 5 + waiting.length);
  });

  it('sets a text aside that a provider never gets through, and goes on with all others', async () => {
    const goOn = async (name: string) => {
      await outside.events.publish(CommitsAttributedEvent, push(name, `I'll do ${name}.`));
    };
    await outside.events.publish(CommitsAttributedEvent, push('poisoned', 'poison'));
    const letters = apps[1]?.get(DeadLetters, { strict: false });
    for (let number = 0; (await letters?.count()) === 0; number++) await goOn(`other-${number}`);
    expect((await letters?.list())?.map(({ error }) => error.split(':')[0])).toEqual(['model-server']);
  });
});
