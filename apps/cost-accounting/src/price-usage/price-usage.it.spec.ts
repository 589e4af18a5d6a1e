import { TotalCost, type UsageRecorded, UsagePricedEvent, UsageRecordedEvent } from '@arbiter/contracts';
import { scrape } from '@arbiter/telemetry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CostWorld, tokens, usage } from '../testing/world.ts';

describe('usage', () => {
  let world: CostWorld;

  beforeAll(async () => {
    world = await CostWorld.start();
  });
  afterAll(() => world.close());

  let told = 0;
  const record = async (recorded: UsageRecorded, drive?: string) => {
    await world.outside.events.publish(UsageRecordedEvent, recorded, drive === undefined ? {} : { drive });
    const all = await world.outside.awaitPublished(UsagePricedEvent, ++told);
    return all[told - 1];
  };
  const ledger = () => world.rows('select * from charge order by usage_id');
  const sums = () => world.rows('select * from spending order by grain, dimension_id, saved_by');

  const first = {
    cause: 'one',
    usages: [
      usage('a', { provider: 'mock', model: 'rules', at: '2026-08-03T10:00:00Z' }),
      usage('b', { provider: 'unheard-of', model: 'of', at: '2026-08-03T10:00:00Z' }),
      usage('c', { at: '2026-07-31T23:59:59Z' }),
      usage('d', { savedBy: 'exact-cache', at: '2026-08-03T10:00:00Z' }),
    ],
  };

  it('is entered once, at the prices of its time, and says what it rests on', async () => {
    const priced = await record(first);
    expect(priced?.usages).toEqual([
      { usageId: 'a', journey: 'message/a', pico: '0', basis: 'free' },
      { usageId: 'b', journey: 'message/b', pico: '21000000000', basis: 'unpriced' },
      { usageId: 'c', journey: 'message/c', pico: '350000000', basis: 'price-book' },
      { usageId: 'd', journey: 'message/d', pico: '0', basis: 'cache' },
    ]);
    expect(await ledger()).toMatchObject([
      { usage_id: 'a', pico: '0' },
      { usage_id: 'b', estimated: true },
      { usage_id: 'c', estimated: false },
      { usage_id: 'd', saved_pico: '350000000', saved_by: 'exact-cache' },
    ]);
  });

  it('changes nothing when it is told again, and keeps the price that was made', async () => {
    const before = [await ledger(), await sums()];
    const again = {
      ...first,
      usages: first.usages.map((each) => ({ ...each, provider: 'now-dear', model: 'now-dear' })),
    };
    const priced = await record(again, 'again');
    expect(priced?.usages.map(({ pico }) => pico)).toEqual(['0', '21000000000', '350000000', '0']);
    expect([await ledger(), await sums()]).toEqual(before);
  });

  it('adds up to the pico-dollar', async () => {
    const total = await world.ask(TotalCost, { forge: 'github', repositoryId: '1' });
    expect(total).toEqual({ calls: 4, usd: '0.021350000000', pico: '21350000000' });
  });

  it('counts against the budgets of its scopes from their making on, once', async () => {
    const { id, createdAt } = await world.budget({ scope: { type: 'team', id: 'core' }, period: 'total' });
    const before = usage('e', { at: new Date(Date.parse(createdAt) - 1).toISOString() });
    const recorded = { cause: 'two', usages: [before, usage('f'), usage('g', { savedBy: 'semantic-cache' })] };
    await record(recorded);
    await record(recorded, 'again');
    expect((await world.show(id)).spentUsd).toBe('0.000350000000');
  });

  it('is refused where its counts make no sense', () => {
    const wrong = { cause: 'x', usages: [usage('x', { tokens: tokens({ input: -1 }) })] };
    const absurd = { cause: 'x', usages: [usage('x', { tokens: tokens({ input: 1e12 }) })] };
    for (const recorded of [wrong, absurd]) expect(() => UsageRecordedEvent.parse(recorded)).toThrow(/input/);
  });

  it('is entered whenever it claims to have been', async () => {
    const usages = [usage('old', { at: '0001-01-01T00:00:00Z' }), usage('new', { at: '9998-01-01T00:00:00Z' })];
    expect((await record({ cause: 'three', usages }))?.usages).toMatchObject([
      { pico: '350000000' },
      { pico: '350000000' },
    ]);
  });

  it('is counted by team and provider, once', async () => {
    const { body } = await scrape();
    expect(body).toContain('arbiter_cost_usd_total{provider="unheard-of",model="of",team="core"} 0.021');
    expect(body).toContain('ai_token_usage_total{team="core",department="platform",provider="mock",kind="input"} 100');
    expect(body).toContain('ai_token_usage_total{team="core",department="platform",provider="mock",kind="output"} 10');
  });
});
