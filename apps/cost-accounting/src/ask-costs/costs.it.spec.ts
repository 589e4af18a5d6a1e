import { Costs, ImportPrices, Savings, ShowPrices, type Usage, UsageRecordedEvent, WhatIf } from '@arbiter/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CostWorld, tokens, usage } from '../testing/world.ts';

/** Somebody of a team. */
const of = (team: string, department: string): Partial<Usage> => ({
  person: { id: '1b4e28ba-2fa1-8d2a-883f-0016d3cca427', kind: 'human', standing: 'known', team, department },
});

describe('costs', () => {
  let world: CostWorld;

  beforeAll(async () => {
    world = await CostWorld.start();
    const usages = [
      usage('a', { ...of('core', 'platform'), at: '2026-05-01T00:00:00Z' }),
      usage('b', { ...of('core', 'platform'), at: '2026-05-15T12:00:00Z', task: 'review' }),
      usage('c', { ...of('web', 'product'), at: '2026-06-01T00:30:00+02:00' }),
      usage('d', { ...of('web', 'product'), at: '2026-06-30T23:59:59.999Z', model: 'gpt-4o-mini' }),
      usage('e', { ...of('web', 'product'), at: '2026-07-01T00:00:00Z', savedBy: 'exact-cache' }),
      usage('f', { person: undefined, at: '2026-07-01T00:00:00Z', provider: 'mock', model: 'rules' }),
    ];
    await world.outside.events.publish(UsageRecordedEvent, { cause: 'x', usages });
    await world.eventually(() => Promise.resolve());
  });
  afterAll(() => world.close());

  const ask = (groupBy: ('team' | 'model' | 'day' | 'month' | 'department')[], from?: string, to?: string) =>
    world.ask(Costs, { groupBy, ...(from && { from }), ...(to && { to }) });
  const lines = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).items.map(({ group, calls, usd }) => [...Object.values(group), calls, usd]);

  it('are told apart by any dimensions, dearest first, and add up', async () => {
    expect(await ask(['team'])).toMatchObject({
      items: [
        { group: { team: 'core' }, calls: 2, usd: '0.000700000000', tokens: { input: 200, output: 20 } },
        { group: { team: 'web' }, calls: 3, usd: '0.000371000000', savedUsd: '0.000350000000' },
        { group: { team: null }, calls: 1, usd: '0.000000000000' },
      ],
      totalUsd: '0.001071000000',
      totalSavedUsd: '0.000350000000',
      truncated: false,
    });
    expect(await lines(['month'])).toEqual([
      ['2026-05', 3, '0.001050000000'],
      ['2026-06', 1, '0.000021000000'],
      ['2026-07', 2, '0.000000000000'],
    ]);
  });

  it.each([
    ['whole months', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z', 3],
    ['whole days', '2026-05-15T00:00:00Z', '2026-05-16T00:00:00Z', 1],
    ['instants', '2026-05-15T12:00:00Z', '2026-05-15T12:00:00.001Z', 1],
    ['instants that are not included', '2026-05-15T11:00:00Z', '2026-05-15T12:00:00Z', 0],
    ['parts of days on both sides', '2026-05-01T00:00:00.001Z', '2026-06-30T23:59:59.999Z', 2],
    ['another zone', '2026-06-01T00:30:00+02:00', '2026-07-01T02:00:00+02:00', 2],
    ['nothing, from the end to the beginning', '2026-07-01T00:00:00Z', '2026-05-01T00:00:00Z', 0],
  ])('are counted between %s', async (_, from, to, calls) => {
    const { items } = await ask(['team'], from, to);
    expect(items.reduce((sum, line) => sum + line.calls, 0)).toBe(calls);
    const byDay = await ask(['day'], from, to);
    expect(byDay.items.reduce((sum, line) => sum + line.calls, 0)).toBe(calls);
  });

  it('can be narrowed down', async () => {
    const filter = { team: 'web', model: 'gpt-4o-mini' };
    const whole = await world.ask(Costs, { groupBy: ['task'], filter });
    expect(whole).toMatchObject({ items: [{ calls: 1 }], totalUsd: '0.000021000000' });
    const part = await world.ask(Costs, { groupBy: ['task'], filter, from: '2026-06-30T12:00:00Z' });
    expect(part).toEqual(whole);
  });

  it('say what the cache saved', async () => {
    expect(await world.ask(Savings, {})).toMatchObject({
      items: [{ savedBy: 'exact-cache', hits: 1, savedUsd: '0.000350000000' }],
      totalUsd: '0.000350000000',
      hitRate: 1 / 6,
    });
  });

  it('say what another model would have cost, for a task or for all', async () => {
    const all = await world.ask(WhatIf, { route: [{ model: 'gpt-4o-mini' }], filter: { provider: 'openai' } });
    expect(all).toMatchObject({ calls: 4, actualUsd: '0.001071000000', whatIfUsd: '0.000084000000' });
    const reviews = await world.ask(WhatIf, { route: [{ model: 'gpt-4o-mini', task: 'review' }] });
    expect(reviews).toMatchObject({ calls: 5, whatIfUsd: '0.000742000000' });
    await expect(world.ask(WhatIf, { route: [{ model: 'no-such' }] })).rejects.toMatchObject({
      code: 'model-unpriced',
    });
  });

  it('follow prices that are imported, from their date on and never before', async () => {
    const models = { 'gpt-4o': { input_cost_per_token: 1, output_cost_per_token: '2e0' } };
    const effectiveFrom = '2026-08-01T00:00:00Z';
    const imported = await world.ask(ImportPrices, { source: 'test', models, effectiveFrom });
    expect(imported).toMatchObject({ imported: 1, unchanged: 0, skipped: 0 });
    expect(await world.ask(ImportPrices, { source: 'test', models, effectiveFrom })).toMatchObject({ unchanged: 1 });
    const later = { 'gpt-4o': { input_cost_per_token: 3, output_cost_per_token: 0 } };
    await world.ask(ImportPrices, { source: 'again', models: later, effectiveFrom });
    expect((await world.ask(ShowPrices, { model: 'gpt-4o' })).items).toMatchObject([
      { source: 'again' },
      { source: 'test' },
      { source: 'shipped' },
    ]);
    const usages = [usage('g', { at: '2026-07-31T23:59:59Z' }), usage('h', { at: '2026-08-01T00:00:00Z' })];
    await world.outside.events.publish(UsageRecordedEvent, { cause: 'y', usages });
    const rows = await world.eventually(() =>
      world.rows(`select pico from charge where usage_id in ('g', 'h') order by usage_id`),
    );
    expect(rows).toEqual([{ pico: '350000000' }, { pico: '300000000000000' }]);
  });

  it('are not priced anew by an import: its date is refused', async () => {
    const models = { 'gpt-4o': { input_cost_per_token: 5 } };
    const refused = world.ask(ImportPrices, { source: 'test', models, effectiveFrom: '2026-05-01T00:00:00Z' });
    await expect(refused).rejects.toMatchObject({ code: 'price-in-use', status: 409 });
    const wrong = world.ask(ImportPrices, { source: 'test', models: { m: { input_cost_per_token: '1e-40' } } });
    await expect(wrong).rejects.toMatchObject({ code: 'price-invalid' });
    const none = { sample_spec: { input_cost_per_token: 1 }, picture: { output_cost_per_image: 1 } };
    const nothing = await world.ask(ImportPrices, { source: 'test', models: none });
    expect(nothing).toMatchObject({ imported: 0, skipped: 2 });
  });

  it('of a single call are entered with all its tokens', async () => {
    const used = tokens({ input: 1, cacheRead: 2, output: 3, reasoning: 1 });
    await world.outside.events.publish(UsageRecordedEvent, { cause: 'z', usages: [usage('i', { tokens: used })] });
    const [row] = await world.eventually(() => world.rows(`select * from charge where usage_id = 'i'`));
    expect(row).toMatchObject({ input: '1', cache_read: '2', output: '3', reasoning: '1' });
  });
});
