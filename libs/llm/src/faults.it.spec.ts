import { type ModelServer, type Script, startModelServer } from '@arbiter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { usagesOf } from './llm.errors.ts';
import { answerPrompt } from './providers/mock/answer-prompt.ts';
import { extraction } from './tasks/extraction.task.ts';
import { routerTo } from './testing/router.ts';
import { Till, sumOf } from './testing/till.ts';

const TEXT = "Parse dates\n\nI'll add the examples by Friday. This is a hack.";
const question = (key: string, text = TEXT) => ({ key, input: { text, at: '2026-11-18T10:00:00+01:00' } });

/** Each provider in its own words: what is scripted is the same. */
describe.each(['openai', 'anthropic', 'groq'])('a fault of %s', (provider) => {
  let server: ModelServer;
  let till: Till;

  beforeAll(async () => {
    server = await startModelServer({ answer: answerPrompt });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    till = new Till();
  });

  /** Asks one question while the server follows the script. */
  const ask = async (script: Script, environment: Record<string, string> = {}) => {
    const billed = server.bill.length;
    server.answerNext(...script);
    const router = routerTo(server, till, { LLM_PROVIDER: provider, ARBITER_LLM_MAX_RETRIES: '1', ...environment });
    const asked = await router.askAll(extraction, [question('a')]).then(
      ([answered]) => ({ items: answered?.answer.items ?? [], usages: answered?.usages ?? [], error: undefined }),
      (error: unknown) => ({ items: [], usages: usagesOf(error), error }),
    );
    return { ...asked, bill: server.bill.slice(billed) };
  };

  /** Of every call that was answered, the ledger and the till have what the provider bills, by its id. */
  afterEach(() => {
    const settled = [...till.granted.values()].flatMap(({ outcome }) =>
      outcome?.kind === 'answered' ? [outcome] : [],
    );
    for (const { usageId, tokens } of settled) {
      const line = server.bill.find(({ id }) => id === usageId);
      expect(sumOf(tokens)).toBeGreaterThanOrEqual(line ? sumOf(line.tokens) : 0);
    }
  });

  it('is none where it answers: the bill and the ledger agree', async () => {
    const { items, usages, bill } = await ask([
      { kind: 'answer', usage: { input: 400, cacheRead: 1_024, cacheWrite5m: 256, output: 90, reasoning: 40 } },
    ]);
    expect(items.map(({ type, text, deadline }) => [type, text, deadline?.at])).toEqual([
      ['commitment', "I'll add the examples by Friday.", '2026-11-20T17:00:00+01:00'],
      ['debt', 'This is a hack.', undefined],
    ]);
    expect(usages).toEqual([
      expect.objectContaining({ usageId: bill[0]?.id, provider, model: bill[0]?.model, tokens: bill[0]?.tokens }),
    ]);
    expect(till.outcomes).toEqual(['answered']);
    expect(till.granted.has(usages[0]?.reservationId ?? '')).toBe(true);
  });

  it('is waited out where it is asked for patience', async () => {
    const began = performance.now();
    const { items, bill } = await ask([{ kind: 'rate-limited', retryAfter: 1 }]);
    expect(items).toHaveLength(2);
    expect(performance.now() - began).toBeGreaterThan(950);
    expect([till.outcomes, bill.length]).toEqual([['not-billed', 'answered'], 1]);
  });

  it.each([
    ['error', 'not-billed'],
    ['overloaded', 'not-billed'],
    ['hang-up', 'unknown'],
    ['half-body', 'unknown'],
  ] as const)('is tried again after %s, which counts as %s', async (step, outcome) => {
    const { items } = await ask([step]);
    expect(items).toHaveLength(2);
    expect(till.outcomes).toEqual([outcome, 'answered']);
  });

  it('is the fault of a text where others are answered while it gets errors', async () => {
    const choose = ({ user }: { user: string }) => (user.includes('poison') ? 'error' : 'answer');
    const strict = await startModelServer({ answer: answerPrompt, choose });
    const router = routerTo(strict, till, { LLM_PROVIDER: provider, ARBITER_LLM_MAX_RETRIES: '1' });
    const [poison, other] = [question('p', 'poison'), question('o', 'I will write it.')];
    await expect(router.askAll(extraction, [poison])).rejects.toMatchObject({ name: 'Postponed', until: undefined });
    const [failed] = await Promise.allSettled([
      router.askAll(extraction, [poison]),
      router.askAll(extraction, [other]),
    ]);
    expect(failed).toMatchObject({ reason: { code: 'model-server' } });
    await strict.close();
  });

  it('is a stall: given up in time, and paid whole', async () => {
    const { error } = await ask(['stall'], { ARBITER_LLM_TIMEOUT: '1', ARBITER_LLM_MAX_RETRIES: '0' });
    expect(error).toMatchObject({ code: 'model-timeout' });
    expect(till.outcomes).toEqual(['unknown']);
    const held = [...till.granted.values()][0]?.held ?? 0;
    expect(held).toBeGreaterThanOrEqual(sumOf(server.bill.at(-1)?.tokens ?? ({ input: 1e9, output: 0 } as never)));
  });

  it('waits, and holds the work, where the key is wrong', async () => {
    const { error } = await ask(['unauthorized']);
    expect(error).toMatchObject({ name: 'DependencyDown', dependency: provider });
    expect(till.outcomes).toEqual(['not-billed']);
  });

  it('is forgiven where the answer stands in a fence', async () => {
    const { items, usages } = await ask(['fenced']);
    expect([items.length, usages.length]).toEqual([2, 1]);
  });

  it.each(['cut', 'not-json', 'wrong-schema'] as const)(
    'is mended once where the answer is %s, and both are paid',
    async (step) => {
      const { items, usages, bill } = await ask([step]);
      expect(items).toHaveLength(2);
      expect(usages.map(({ usageId }) => usageId)).toEqual(bill.map(({ id }) => id));
      expect(till.outcomes).toEqual(['answered', 'answered']);
    },
  );

  it('is given up where it answers badly twice, and both are paid', async () => {
    const { error, usages, bill } = await ask(['not-json', 'wrong-schema']);
    expect(error).toMatchObject({ code: 'answer-unusable' });
    expect(usages.map(({ usageId }) => usageId)).toEqual(bill.map(({ id }) => id));
    expect(bill).toHaveLength(2);
  });

  it('is a refusal: paid, and never asked again', async () => {
    const { error, usages } = await ask(['refusal']);
    expect(error).toMatchObject({ code: 'answer-refused' });
    expect(usages).toHaveLength(1);
  });

  it.each(['no-usage', 'negative-usage', 'absurd-usage'] as const)(
    'is %s: the most that it can be counts',
    async (step) => {
      const { usages, bill } = await ask([step]);
      expect(usages).toEqual([expect.objectContaining({ estimated: true })]);
      const { input = 0, output = 0 } = usages[0]?.tokens ?? {};
      expect(input).toBeGreaterThanOrEqual(bill[0]?.tokens.input ?? Infinity);
      expect(output).toBeGreaterThanOrEqual(bill[0]?.tokens.output ?? Infinity);
    },
  );

  it('is a door that is shut: nothing is paid, and the work waits', async () => {
    const gone = await startModelServer();
    const closed = gone.openai;
    await gone.close();
    const shut = { [`${provider.toUpperCase()}_BASE_URL`]: closed, ARBITER_LLM_MAX_RETRIES: '0' };
    const { error } = await ask([], shut);
    expect(error).toMatchObject({ name: 'DependencyDown', dependency: provider });
    expect(till.outcomes).toEqual(['not-billed']);
  });
});
