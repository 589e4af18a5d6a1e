import {
  BudgetExhaustedEvent,
  BudgetWarnedEvent,
  BurnDown,
  ChangeBudget,
  DeleteBudget,
  type EventDefinition,
  ListBudgets,
  SettleReservation,
  UsageRecordedEvent,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { toUsd } from '@arbiter/pricing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CALL, CostWorld, tokens, usage, wish } from '../testing/world.ts';

describe('a budget', () => {
  let world: CostWorld;

  beforeAll(async () => {
    world = await CostWorld.start();
  });
  afterEach(() => world.forget());
  afterAll(() => world.close());

  /** Spends whole calls. */
  const spend = async (calls: number) => {
    for (let call = 0; call < calls; call++) {
      const { reservationId } = wish();
      await world.reserve({ reservationId });
      const outcome = { kind: 'answered' as const, usageId: reservationId, tokens: tokens({ input: 100, output: 10 }) };
      await world.ask(SettleReservation, { reservationId, outcome });
    }
  };

  /** What was published of one budget, once it is so much: those of other tests are told in between. */
  const told = async <Data extends { budgetId: string }>(event: EventDefinition<Data>, id: string, count: number) => {
    const ours = async () => (await world.outside.published(event)).filter(({ budgetId }) => budgetId === id);
    await until(async () => (await ours()).length >= count);
    return ours();
  };

  it.each([
    ['a cap of zero', { capUsd: '0' }],
    ['a scope without a name', { scope: { type: 'team' as const } }],
    ['a repository without its code host', { scope: { type: 'repository' as const, id: '1296269' } }],
    ['a zone that is nowhere', { timezone: 'Mars/Olympus' }],
  ])('is refused with %s', async (_, terms) => {
    await expect(world.budget(terms)).rejects.toMatchObject({ code: 'budget-invalid', status: 400 });
  });

  it('is listed, changed and deleted', async () => {
    const { id } = await world.budget({ capUsd: '1' });
    expect(await world.ask(ListBudgets, {})).toMatchObject({ items: [{ id, capUsd: '1.000000000000' }] });
    await world.ask(ChangeBudget, { id, capUsd: '2', hard: false });
    expect(await world.show(id)).toMatchObject({ capUsd: '2.000000000000', hard: false, onExhausted: 'defer' });
    await world.ask(DeleteBudget, { id });
    await expect(world.show(id)).rejects.toMatchObject({ code: 'budget-not-found', status: 404 });
    await expect(world.ask(DeleteBudget, { id })).rejects.toMatchObject({ code: 'budget-not-found' });
  });

  it('that is soft lets everything pass, and counts it', async () => {
    const { id } = await world.budget({ capUsd: '0.000001', hard: false });
    await spend(2);
    expect(await world.show(id)).toMatchObject({ spentUsd: toUsd(CALL * 2n), remainingUsd: toUsd(0n) });
  });

  it('starts anew when its period turns; what is under way stays in the old one', async () => {
    const { id } = await world.budget({ capUsd: toUsd(CALL) });
    const { reservationId } = wish();
    await world.reserve({ reservationId });
    // As if a day had passed.
    await world.rows(`update budget set created_at = created_at - interval '1 day'`);
    await world.rows(`update account set period_start = period_start - interval '1 day'`);
    expect(await world.show(id)).toMatchObject({ reservedUsd: toUsd(0n) });
    expect(await world.reserve()).toMatchObject({ granted: true });
    await world.ask(SettleReservation, { reservationId, outcome: { kind: 'unknown' } });
    expect(await world.show(id)).toMatchObject({ spentUsd: toUsd(0n), reservedUsd: toUsd(CALL) });
    expect(await world.rows('select spent_pico from account order by period_start')).toEqual([
      { spent_pico: CALL.toString() },
      { spent_pico: '0' },
    ]);
  });

  it('has periods by the calendar of its zone, also where clocks are changed', async () => {
    const periods = await world.rows<{ start: string; ends: string }>(
      `select period_start(b, at)::text as start, period_end(b, at)::text as ends
       from (select (gen_random_uuid(), 'team/x', period, 'Europe/Berlin', 1, true, 'defer', '2020-01-01'::timestamptz,
                     null)::budget as b, at
             from (values ('day', '2026-10-25T12:00Z'::timestamptz), ('day', '2026-03-29T00:30Z'),
                          ('week', '2026-11-22T22:59Z'), ('month', '2026-12-31T23:30Z'), ('total', '2026-01-01Z'))
               as v (period, at)) x`,
    );
    expect(periods).toEqual([
      { start: '2026-10-24 22:00:00+00', ends: '2026-10-25 23:00:00+00' },
      { start: '2026-03-28 23:00:00+00', ends: '2026-03-29 22:00:00+00' },
      { start: '2026-11-15 23:00:00+00', ends: '2026-11-22 23:00:00+00' },
      { start: '2026-12-31 23:00:00+00', ends: '2027-01-31 23:00:00+00' },
      { start: '2020-01-01 00:00:00+00', ends: null },
    ]);
  });

  it('warns at 50, 80 and 100 per cent, once each', async () => {
    const { id } = await world.budget({ capUsd: toUsd(CALL * 10n) });
    await spend(4);
    expect(await world.rows('select percent from alert')).toEqual([]);
    await spend(4);
    expect(await told(BudgetWarnedEvent, id, 2)).toMatchObject([
      { budgetId: id, percent: 50, capPico: (CALL * 10n).toString(), scope: { type: 'organization', id: 'default' } },
      { budgetId: id, percent: 80 },
    ]);
    await spend(2);
    expect(await told(BudgetWarnedEvent, id, 3)).toMatchObject([{}, {}, { percent: 100 }]);
    expect(await world.reserve()).toMatchObject({ reason: 'exhausted' });
    expect(await world.reserve()).toMatchObject({ reason: 'exhausted' });
    expect(await told(BudgetExhaustedEvent, id, 1)).toMatchObject([{ budgetId: id, onExhausted: 'defer' }]);
  });

  it('is burnt down day by day, and says when it will be gone', async () => {
    const { id } = await world.budget({ capUsd: toUsd(CALL * 10n), period: 'total' });
    await spend(2);
    const { days, projectedExhaustion } = await world.ask(BurnDown, { id });
    expect(days).toMatchObject([{ spentUsd: toUsd(CALL * 2n), remainingUsd: toUsd(CALL * 8n) }]);
    expect(Date.parse(projectedExhaustion ?? '')).toBeGreaterThan(Date.now());
  });

  it('counts what nothing was reserved for, in the period of its time', async () => {
    const { id } = await world.budget({ scope: { type: 'provider', id: 'openai' } });
    await world.outside.events.publish(UsageRecordedEvent, { cause: 'free', usages: [usage('x'), usage('y')] });
    const spent = await world.eventually(() => world.show(id));
    expect(spent.spentUsd).toBe(toUsd(CALL * 2n));
  });
});
