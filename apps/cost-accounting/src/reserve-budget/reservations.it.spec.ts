import { randomUUID } from 'node:crypto';
import { SettleReservation, UsageRecordedEvent } from '@arbiter/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ExpireReservations } from '../expire-reservations/expire-reservations.ts';
import { toUsd } from '@arbiter/pricing';
import { CALL, CostWorld, tokens, usage, wish } from '../testing/world.ts';

describe('a reservation', () => {
  let world: CostWorld;

  beforeAll(async () => {
    world = await CostWorld.start();
  });
  afterEach(() => world.forget());
  afterAll(() => world.close());

  const cap = (calls: number) => toUsd(CALL * BigInt(calls));
  const answered = (reservationId: string, usageId: string, used = tokens({ input: 100, output: 4 })) =>
    world.ask(SettleReservation, { reservationId, outcome: { kind: 'answered', usageId, tokens: used } });
  const ledger = () => world.rows('select usage_id, pico, estimated, journey from charge order by usage_id');

  it('is granted where there is no budget', async () => {
    expect(await world.reserve()).toEqual({ granted: true, maxOutput: 10, heldPico: CALL.toString() });
  });

  it('holds the dearest that the call can cost, under every budget that it falls under', async () => {
    const scopes = [
      { type: 'organization' },
      { type: 'department', id: 'platform' },
      { type: 'team', id: 'core' },
      { type: 'repository', id: 'github/1' },
      { type: 'provider', id: 'openai' },
    ] as const;
    const budgets = await Promise.all(scopes.map((scope) => world.budget({ scope, capUsd: cap(2) })));
    const other = await world.budget({ scope: { type: 'team', id: 'other' }, capUsd: cap(2) });
    await world.reserve();
    for (const { id } of budgets) expect((await world.show(id)).reservedUsd).toBe(toUsd(CALL));
    expect((await world.show(other.id)).reservedUsd).toBe(toUsd(0n));
  });

  it('is refused whole when one of the budgets is used up, and says which', async () => {
    const wide = await world.budget({ capUsd: cap(10) });
    const narrow = await world.budget({
      scope: { type: 'team', id: 'core' },
      capUsd: '0.0000001',
      onExhausted: 'mock',
    });
    expect(await world.reserve()).toEqual({
      granted: false,
      reason: 'exhausted',
      budget: { id: narrow.id, scope: 'team', onExhausted: 'mock', periodEndsAt: narrow.periodEndsAt },
    });
    expect((await world.show(wide.id)).reservedUsd).toBe(toUsd(0n));
  });

  it('is refused for now when others hold what is left', async () => {
    await world.budget({ capUsd: cap(1) });
    const first = wish();
    await world.reserve(first);
    expect(await world.reserve()).toMatchObject({ granted: false, reason: 'contended' });
    await world.ask(SettleReservation, { reservationId: first.reservationId, outcome: { kind: 'not-billed' } });
    expect(await world.reserve()).toMatchObject({ granted: true });
  });

  it('is fitted to what is left, down to what is useful', async () => {
    await world.budget({ capUsd: toUsd(CALL - 50_000_000n) });
    expect(await world.reserve({ minOutput: 6 })).toMatchObject({ granted: false, reason: 'exhausted' });
    expect(await world.reserve({ minOutput: 5 })).toEqual({ granted: true, maxOutput: 5, heldPico: '300000000' });
  });

  it('is the same when it is asked for again', async () => {
    const { id } = await world.budget({ capUsd: cap(1) });
    const again = wish();
    const [one, other] = await Promise.all([world.reserve(again), world.reserve(again)]);
    expect(other).toEqual(one);
    expect(await world.reserve(again)).toEqual(one);
    expect((await world.show(id)).reservedUsd).toBe(toUsd(CALL));
  });

  it('of the mock costs nothing and is always granted', async () => {
    await world.budget({ capUsd: '0.000000000001' });
    expect(await world.reserve({ provider: 'mock', model: 'rules' })).toMatchObject({ granted: true, heldPico: '0' });
  });

  it('of a model without a price is held at the dearest rate', async () => {
    expect(await world.reserve({ provider: 'unheard-of', model: 'of' })).toMatchObject({
      heldPico: String(100n * 150_000_000n + 10n * 600_000_000n),
    });
  });

  it('counts the premium of what may be written to the cache', async () => {
    const plain = await world.reserve({
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      maxOutput: 0,
      minOutput: 0,
    });
    const written = await world.reserve({
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      maxOutput: 0,
      minOutput: 0,
      cacheWrite: 100,
    });
    expect([plain, written]).toMatchObject([{ heldPico: '300000000' }, { heldPico: '600000000' }]);
  });

  it('keeps the caps of a review, in money and in tokens', async () => {
    const review = { id: 'r1', caps: { usd: cap(2), tokens: 250 } };
    expect(await world.reserve({ review })).toMatchObject({ granted: true });
    expect(await world.reserve({ review })).toMatchObject({ granted: true });
    expect(await world.reserve({ review })).toMatchObject({
      reason: 'contended',
      budget: { id: 'r1', scope: 'review' },
    });
    const other = { id: 'r2', caps: { tokens: 109 } };
    expect(await world.reserve({ review: other })).toMatchObject({ reason: 'exhausted' });
    expect(await world.reserve({ review: other, minOutput: 5 })).toMatchObject({ granted: true, maxOutput: 9 });
  });

  it('is settled to the true cost, once, and entered in the ledger', async () => {
    const { id } = await world.budget({ capUsd: cap(1) });
    const { reservationId } = wish();
    await world.reserve({ reservationId });
    expect(await answered(reservationId, 'a')).toEqual({ settledPico: '290000000', estimated: false });
    expect(await answered(reservationId, 'a')).toEqual({ settledPico: '290000000', estimated: false });
    expect(await world.show(id)).toMatchObject({ spentUsd: '0.000290000000', reservedUsd: toUsd(0n) });
    expect(await ledger()).toEqual([{ usage_id: 'a', pico: '290000000', estimated: false, journey: '' }]);
    const recorded = usage('a', { reservationId, tokens: tokens({ input: 100, output: 4 }) });
    await world.outside.events.publish(UsageRecordedEvent, { cause: randomUUID(), usages: [recorded] });
    await expect(world.eventually(ledger)).resolves.toMatchObject([{ usage_id: 'a', journey: 'message/a' }]);
    expect(await world.show(id)).toMatchObject({ spentUsd: '0.000290000000' });
  });

  it('that nobody settles is charged whole, and corrected when its usage turns up', async () => {
    const { id } = await world.budget({ capUsd: cap(1) });
    const { reservationId } = wish();
    await world.reserve({ reservationId });
    await world.rows(`update reservation set expires_at = now() - interval '1 second'`);
    await world.get(ExpireReservations).run();
    expect(await world.show(id)).toMatchObject({
      spentUsd: toUsd(CALL),
      reservedUsd: toUsd(0n),
      remainingUsd: toUsd(0n),
    });
    expect(await ledger()).toMatchObject([{ usage_id: `reservation/${reservationId}`, estimated: true }]);
    expect(await answered(reservationId, 'late')).toEqual({ settledPico: '290000000', estimated: false });
    expect(await world.show(id)).toMatchObject({ spentUsd: '0.000290000000', reservedUsd: toUsd(0n) });
    expect(await ledger()).toMatchObject([{ usage_id: 'late', pico: '290000000', estimated: false }]);
    const sums = await world.rows(`select sum(pico) as pico, sum(calls) as calls from spending where grain = 'd'`);
    expect(sums).toEqual([{ pico: '290000000', calls: '1' }]);
  });

  it('of a call whose end nobody knows is charged whole at once', async () => {
    const { reservationId } = wish();
    await world.reserve({ reservationId });
    const unknown = { reservationId, outcome: { kind: 'unknown' as const } };
    expect(await world.ask(SettleReservation, unknown)).toEqual({ settledPico: CALL.toString(), estimated: true });
    expect(await world.ask(SettleReservation, unknown)).toEqual({ settledPico: CALL.toString(), estimated: true });
    const free = { reservationId, outcome: { kind: 'not-billed' as const } };
    expect(await world.ask(SettleReservation, free)).toEqual({ settledPico: CALL.toString(), estimated: true });
  });

  it('of a call that was answered without a count is entered as the estimate that it is', async () => {
    const { reservationId } = wish();
    await world.reserve({ reservationId });
    const outcome = { kind: 'answered' as const, usageId: 'guessed', tokens: tokens({ input: 100 }), estimated: true };
    await world.ask(SettleReservation, { reservationId, outcome });
    expect(await ledger()).toMatchObject([{ usage_id: 'guessed', estimated: true }]);
  });

  it('that was never made cannot be settled', async () => {
    await expect(answered(randomUUID(), 'x')).rejects.toMatchObject({ code: 'reservation-unknown', status: 404 });
  });
});
