import { type ModelServer, startModelServer } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RefusingBudget } from './budget/budget-gate.ts';
import { BudgetExhausted } from './llm.errors.ts';
import { answerPrompt } from './providers/mock/answer-prompt.ts';
import { extraction } from './tasks/extraction.task.ts';
import { routerTo } from './testing/router.ts';
import { Till, sumOf } from './testing/till.ts';

const question = (key: string) => ({
  key,
  input: { text: `I'll mend number ${key} tomorrow.`, at: '2026-11-18T10:00:00Z' },
  account: { subject: { team: 'core' }, review: 'r-1' },
});
const refusal = (onExhausted: RefusingBudget['onExhausted']): RefusingBudget => ({
  id: 'b-1',
  scope: 'team',
  onExhausted,
  periodEndsAt: '2026-12-01T00:00:00Z',
});

describe('a budget', () => {
  let server: ModelServer;
  let till: Till;

  beforeAll(async () => {
    server = await startModelServer({ answer: answerPrompt });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    till = new Till();
  });

  const router = (environment: Record<string, string> = {}) =>
    routerTo(server, till, { LLM_PROVIDER: 'openai', ARBITER_LLM_MAX_RETRIES: '0', ...environment });
  const ask = async (key = 'a') => router().askAll(extraction, [question(key)]);

  it('is asked before the model, on the right account and for no less than is sent', async () => {
    await ask();
    const [{ request } = { request: undefined }] = till.granted.values();
    expect(request).toMatchObject({
      subject: { team: 'core' },
      review: { id: 'r-1', caps: { usd: '0.50', tokens: 50_000 } },
      task: 'extraction',
      provider: 'openai',
      model: 'gpt-4o',
    });
    expect(request?.input).toBeGreaterThan(server.bill.at(-1)?.tokens.input ?? Infinity);
    expect(request?.leaseSeconds).toBeGreaterThan(60);
  });

  it('that has little left makes the answer short', async () => {
    await ask();
    const input = [...till.granted.values()][0]?.request.input ?? 0;
    till.left = input + 250;
    await ask();
    expect(server.requests.at(-1)?.limit).toBe(250);
  });

  it('that has nothing left stops the call, and says until when', async () => {
    till = new Till(10);
    till.refusal = refusal('defer');
    const asked = server.requests.length;
    await expect(ask()).rejects.toMatchObject({
      code: 'budget-exhausted',
      periodEndsAt: '2026-12-01T00:00:00Z',
      until: new Date('2026-12-01T00:00:00Z'),
      budget: 'b-1',
    });
    await expect(ask()).rejects.toBeInstanceOf(BudgetExhausted);
    expect(server.requests).toHaveLength(asked);
  });

  it('leaves it to the rules where it says so, or where no cheaper model is left', async () => {
    till = new Till(10);
    for (const wish of ['mock', 'downgrade'] as const) {
      till.refusal = refusal(wish);
      const [answered] = await ask();
      expect(answered?.usages).toEqual([expect.objectContaining({ provider: 'mock' })]);
      expect(answered?.answer.items).toHaveLength(1);
    }
  });

  it('goes down to a cheaper model first', async () => {
    till.refusal = refusal('downgrade');
    const allow = till.ask.bind(till);
    const onlyCheap = new Till();
    onlyCheap.ask = (query, request) => {
      const { model } = request as { model?: string };
      const poor = new Till(0);
      poor.refusal = refusal('downgrade');
      return model === 'gpt-4o' ? poor.ask(query, request) : allow(query, request);
    };
    const [answered] = await routerTo(server, onlyCheap, { LLM_PROVIDER: 'openai' }).askAll(extraction, [
      question('c'),
    ]);
    expect(answered?.usages).toEqual([expect.objectContaining({ provider: 'openai', model: 'gpt-4o-mini' })]);
  });

  it('that cannot be asked lets nothing through', async () => {
    till.away = true;
    const asked = server.requests.length;
    await expect(ask()).rejects.toMatchObject({ name: 'DependencyDown', dependency: 'cost-accounting' });
    expect(server.requests).toHaveLength(asked);
  });

  it('makes callers wait whom only others keep from going on, and is never passed', async () => {
    await ask();
    const one = [...till.granted.values()][0]?.held ?? 0;
    till = new Till(one * 2);
    const billed = server.bill.length;
    const keys = Array.from({ length: 8 }, (_, index) => String(index));
    const answered = await router().askAll(extraction, keys.map(question));
    expect(answered.map(({ usages }) => usages.length)).toEqual(keys.map(() => 1));
    const spent = server.bill.slice(billed).reduce((sum, { tokens }) => sum + sumOf(tokens), 0);
    expect(one * 2 - till.left).toBe(spent);
  });

  it('is not asked for what the rules do', async () => {
    await routerTo(server, till, { ARBITER_MOCK_REPOSITORIES: 'octo/*' }).askAll(extraction, [
      { ...question('m'), account: { subject: {}, repository: 'octo/hello' } },
    ]);
    expect(till.granted.size).toBe(0);
  });

  it('is given back what a caller who gave up had reserved, as spent', async () => {
    server.answerNext('stall');
    const asked = server.requests.length;
    const giveUp = new AbortController();
    const asking = router().askAll(extraction, [question('x')], { signal: giveUp.signal });
    while (server.requests.length === asked) await new Promise((resolve) => setImmediate(resolve));
    giveUp.abort();
    await expect(asking).rejects.toMatchObject({ code: 'model-aborted' });
    expect(till.outcomes).toEqual(['unknown']);
  });
});
