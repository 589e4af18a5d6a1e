import { type BilledCall } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Arbiter } from './harness/arbiter.ts';
import { FakeLlm } from './harness/fake-llm.ts';
import { runTool } from './harness/process.ts';
import { type ReplayReport, replay } from './harness/replay.ts';
import { type SampleHistory, makeSampleHistory } from './harness/sample-history.ts';

/** What the models that are asked by default cost, in pico-dollars a token: input and output. */
const RATES: Readonly<Record<string, readonly [number, number]>> = {
  'gpt-4o': [2_500_000, 10_000_000],
  'claude-sonnet-5': [2_000_000, 10_000_000],
  'llama-3.3-70b-versatile': [590_000, 790_000],
};
const USD = /^\d+\.\d{12}$/;

const billed = (calls: readonly BilledCall[]): bigint =>
  calls.reduce((sum, { model, tokens }) => {
    const [input = 0, output = 0] = RATES[model] ?? [];
    return sum + BigInt(tokens.input * input + tokens.output * output);
  }, 0n);
const picoOf = (usd: string): bigint => BigInt(usd.replace('.', ''));

interface Line {
  readonly team: string | null;
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly tokens: Readonly<Record<string, number>>;
  readonly usd: string;
  readonly savedUsd: string;
}
interface Budget {
  readonly id: string;
  readonly spentUsd: string;
  readonly reservedUsd: string;
  readonly remainingUsd: string;
}

let first: ReplayReport['summary']['findings'] | undefined;

describe.each(['openai', 'anthropic', 'groq'])('with LLM_PROVIDER=%s a history', (provider) => {
  let history: SampleHistory;
  let fake: FakeLlm;
  let arbiter: Arbiter;
  let report: ReplayReport;

  beforeAll(async () => {
    history = makeSampleHistory(40);
    fake = await FakeLlm.start();
    arbiter = await Arbiter.start(fake.envFor(provider));
  }, 240_000);
  afterAll(async () => {
    await arbiter.stop();
    history.remove();
  }, 60_000);

  const call = async (method: string, path: string, body?: unknown) => {
    const { gateway, apiKey } = await arbiter.state();
    const headers = { 'x-api-key': apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(new URL(`/api/v1${path}`, gateway), {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: (text.startsWith('{') ? JSON.parse(text) : undefined) as unknown };
  };
  const arbiterctl = async (...args: string[]) => {
    const { gateway, apiKey } = await arbiter.state();
    return runTool('apps/cli/bin/arbiterctl.mjs', [...args, '--gateway', gateway, '--api-key', apiKey]);
  };
  const budget = async (terms: object) => {
    const { status, json } = await call('POST', '/budgets', terms);
    expect(status).toBe(201);
    return json as Budget;
  };

  it('costs nothing before it comes, and a table of nothing has its columns', async () => {
    const { text } = await call('GET', '/costs.csv?groupBy=team,model');
    expect(text).toMatch(/^team,model,calls,tokens\.input,.*usd,estimatedUsd,savedUsd\r\n$/);
    expect((await call('GET', '/costs?groupBy=team')).json).toMatchObject({ items: [], totalUsd: '0.000000000000' });
  });

  it('is read to the end, and finds what the rules find', async () => {
    const { id } = await budget({ scope: { type: 'organization' }, period: 'day', capUsd: '5', hard: true });
    report = await replay(arbiter, history.folder);
    expect(report.journeys).toEqual({ running: 0, complete: history.commits, deadLettered: 0 });
    const { findings } = report.summary;
    expect(findings).toMatchObject({ analyzed: history.commits });
    expect(findings.commitments).toBeGreaterThan(0);
    // A switch of provider is one variable, and changes nothing else.
    expect(findings).toEqual((first ??= findings));
    const shown = (await call('GET', `/budgets/${id}`)).json as Budget;
    expect(shown.reservedUsd).toBe('0.000000000000');
    expect(picoOf(shown.spentUsd) + picoOf(shown.remainingUsd)).toBe(5_000_000_000_000n);
    expect(picoOf(shown.spentUsd)).toBe(picoOf(report.summary.cost.usd));
  }, 120_000);

  it('is told by team, provider and model, in JSON, as a table and by the command line', async () => {
    const { json } = await call('GET', '/costs?groupBy=team,provider,model');
    const { items, totalUsd } = json as { items: Line[]; totalUsd: string };
    expect(items).toContainEqual({
      team: null,
      provider,
      model: expect.any(String),
      calls: expect.any(Number),
      tokens: {
        input: expect.any(Number),
        cacheRead: 0,
        cacheWrite5m: 0,
        cacheWrite1h: 0,
        output: expect.any(Number),
        reasoning: 0,
      },
      usd: expect.stringMatching(USD),
      estimatedUsd: '0.000000000000',
      savedUsd: expect.stringMatching(USD),
    });
    expect(totalUsd).toBe(report.summary.cost.usd);
    const spend = await arbiterctl('spend', '--by', 'provider', '-o', 'json');
    expect(JSON.parse(spend.stdout)).toMatchObject({ items: [{ provider }], totalUsd });
    expect((await arbiterctl('spend', '--by', 'provider')).stdout).toContain(`${totalUsd} USD in all`);
    const table = await arbiterctl('spend', '--by', 'provider', '--csv');
    expect(table.stdout.split('\r\n').map((line) => line.split(',')[0])).toEqual(['provider', provider, '']);
  });

  it('has budgets that are made, listed, shown, changed and deleted', async () => {
    const terms = { scope: { type: 'team', id: 'core' }, period: 'month', timezone: 'Europe/Vienna', capUsd: '0.05' };
    const made = await budget({ ...terms, hard: true, onExhausted: 'mock' });
    expect(made).toEqual({
      ...terms,
      id: expect.any(String),
      capUsd: '0.050000000000',
      hard: true,
      onExhausted: 'mock',
      createdAt: expect.any(String),
      periodStart: expect.any(String),
      periodEndsAt: expect.any(String),
      spentUsd: '0.000000000000',
      reservedUsd: '0.000000000000',
      remainingUsd: '0.050000000000',
    });
    const cli = async (...args: string[]) =>
      JSON.parse((await arbiterctl('budget', ...args, '-o', 'json')).stdout) as object;
    expect(await cli('show', made.id)).toEqual((await call('GET', `/budgets/${made.id}`)).json);
    expect(await cli('change', made.id, '--cap', '0.07', '--soft')).toMatchObject({
      capUsd: '0.070000000000',
      hard: false,
    });
    expect(await cli('list')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: made.id })]),
    });
    expect(await cli('burn-down', made.id)).toMatchObject({
      usdPerDay: expect.stringMatching(USD),
      projectedExhaustion: null,
    });
    expect((await call('DELETE', `/budgets/${made.id}`)).status).toBe(204);
    expect((await call('GET', `/budgets/${made.id}`)).status).toBe(404);
    for (const capUsd of ['0', '-1', 'much', 5]) {
      expect([capUsd, (await call('POST', '/budgets', { ...terms, capUsd, hard: true })).status]).toEqual([
        capUsd,
        400,
      ]);
    }
  });

  it('can be priced otherwise: quotes, new prices, and what it would have cost', async () => {
    const usage = '{"input":1000,"output":100}';
    const quote = await arbiterctl('prices', 'quote', '--model', 'gpt-4o', '--usage', usage, '-o', 'json');
    expect(JSON.parse(quote.stdout)).toMatchObject({ model: 'gpt-4o', usd: '0.003500000000', pico: '3500000000' });
    const rates = { input_cost_per_token: '1e-6', output_cost_per_token: '2e-6' };
    const imported = await call('POST', '/prices', { models: { 'ours/model': rates } });
    expect(imported.json).toMatchObject({ imported: 1, unchanged: 0, skipped: 0 });
    expect((await call('GET', '/prices?model=ours/model')).json).toMatchObject({ items: [{ source: 'api', rates }] });
    const whatIf = await arbiterctl('spend', 'what-if', '--model', 'gpt-4o-mini', '-o', 'json');
    expect(JSON.parse(whatIf.stdout)).toMatchObject({
      actualUsd: report.summary.cost.usd,
      whatIfUsd: expect.stringMatching(USD),
    });
  });

  it('costs what is on the bill, to the pico-dollar', async () => {
    const bill = await fake.end();
    expect(new Set(bill.map((line) => line.provider))).toEqual(new Set([provider]));
    expect(picoOf(report.summary.cost.usd)).toBe(billed(bill));
    expect(billed(bill)).toBeGreaterThan(0n);
  });
});
