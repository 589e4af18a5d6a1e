import { UsageRecordedEvent } from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { type ModelServer, type StepName, startModelServer } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { till } from '../testing/budgets.ts';
import { GithubReviewWorld } from '../testing/github-world.ts';

/** What a model finds in whatever it is shown, and what it makes of it on a second look. */
const finding = { side: 'new', quote: 'divide(1, 0)', message: 'It divides by zero.', severity: 'major' };
const answers = {
  findings: [{ ...finding, path: 'a.ts', category: 'correctness', confidence: 0.9, suggestion: null }],
  judgements: [{ index: 0, reason: 'It does.', judgement: 'keep', score: 0.9 }],
};
/** The title of the change is read for promises as well, by another prompt. */
const isReview = (user: string): boolean => user.includes('<<<DIFF');
const answer = (user: string): unknown => {
  if (isReview(user)) return { findings: answers.findings };
  return user.includes('<<<FINDING') ? { judgements: answers.judgements } : { items: [] };
};

describe('a review by a model at fault', () => {
  let models: ModelServer;
  let world: GithubReviewWorld;
  let changes = 0;
  const faults: StepName[] = [];

  beforeAll(async () => {
    models = await startModelServer({
      answer,
      choose: ({ user }) => (isReview(user) ? (faults.shift() ?? 'answer') : 'answer'),
    });
    world = await GithubReviewWorld.start({
      LLM_PROVIDER: 'openai',
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: models.openai,
      ARBITER_LLM_MAX_RETRIES: '0',
      ARBITER_LLM_TIMEOUT: '2',
      ARBITER_CACHE_TTL_HOURS: '0',
      ARBITER_WORKER_RETRY_ATTEMPTS: '1',
    });
  });
  afterAll(async () => {
    await world.close();
    await models.close();
  });

  const change = () => {
    changes += 1;
    return world.change(`change-${String(changes)}`, { 'a.ts': `divide(1, 0); // ${String(changes)}\n` });
  };
  const statesOf = (number: number) => world.statuses(number).map(({ state }) => state);

  it('is a review like any other when there is none', async () => {
    const number = await change();
    const told = await world.review(number);
    expect(told.status).toBe('success');
    expect(world.pull(number).reviewComments).toMatchObject([{ path: 'a.ts', line: 1 }]);
    const usages = (await world.outside.published(UsageRecordedEvent)).flatMap((record) => record.usages);
    expect(new Set(usages.map(({ usageId }) => usageId))).toEqual(new Set(models.bill.map(({ id }) => id)));
  });

  it.each<StepName>(['rate-limited', 'stall', 'half-body'])(
    'is not called a success when the model answers with %s, and comes back by itself',
    async (step) => {
      const number = await change();
      faults.push(step);
      await world.tell(number);
      await until(() => statesOf(number).length >= 2);
      expect(statesOf(number)).toEqual(['pending', 'pending']);
      await until(async () => (await world.told(number)).length === 1, 90_000);
      expect(statesOf(number).at(-1)).toBe('success');
      expect(world.pull(number).reviewComments).toHaveLength(1);
    },
    120_000,
  );

  it.each<[StepName, StepName]>([
    ['cut', 'cut'],
    ['not-json', 'not-json'],
    ['wrong-schema', 'wrong-schema'],
    ['refusal', 'refusal'],
  ])(
    'ends in an error when the model answers with %s again and again',
    async (...steps) => {
      const number = await change();
      faults.push(...steps, ...steps);
      const told = await world.review(number);
      expect(told.status).not.toBe('success');
      expect(statesOf(number)).not.toContain('success');
      expect(world.pull(number).comments[0]?.body).toContain('do not take silence for approval');
    },
    60_000,
  );

  it('posts what the cap of one review leaves room for, says what is missing, and waits for nothing', async () => {
    const number = await change();
    const { left } = till;
    till.left = 0;
    till.refusal = { id: 'a review', scope: 'review', onExhausted: 'defer', periodEndsAt: null };
    expect(await world.review(number)).toMatchObject({ status: 'neutral', reason: 'budget' });
    expect(world.pull(number).comments[0]?.body).toContain('not complete');
    till.left = left;
  });

  it('says on the change that a budget is used up, and goes on when there is one again', async () => {
    const number = await change();
    const { left } = till;
    till.left = 0;
    till.refusal = {
      id: stableId('budget'),
      scope: 'team',
      onExhausted: 'defer',
      periodEndsAt: '2099-01-01T00:00:00Z',
    };
    await world.tell(number);
    await until(() => world.statuses(number).some(({ description }) => description?.includes('budget') === true));
    expect(statesOf(number)).not.toContain('success');
    till.left = left;
  });
});
