import { randomUUID } from 'node:crypto';
import { type ReplyOf, type RequestOf, ReserveBudget, SettleReservation } from '@arbiter/contracts';
import { PriceBook } from '@arbiter/pricing';
import { describe, expect, it } from '@jest/globals';
import { Purse } from './purse.ts';

type Wanted = RequestOf<typeof ReserveBudget>;

/** A millionth of a dollar for a token that goes in, ten for one that comes out. */
const BOOK = new PriceBook().add([
  {
    model: 'm',
    row: { input_cost_per_token: '0.000001', output_cost_per_token: '0.00001' },
    effectiveFrom: Number.NEGATIVE_INFINITY,
  },
]);

const purseOf = (usd: string, tokens = 1e6): Purse => new Purse(BOOK, { usd, tokens });

const reserve = (purse: Purse, more: Partial<Wanted> = {}): Promise<ReplyOf<typeof ReserveBudget>> =>
  purse.ask(ReserveBudget, {
    reservationId: randomUUID(),
    subject: {},
    task: 'review',
    provider: 'openai',
    model: 'm',
    input: 1_000,
    maxOutput: 1_000,
    minOutput: 100,
    leaseSeconds: 60,
    ...more,
  });

const answered = (input: number, output: number) => ({
  kind: 'answered' as const,
  usageId: 'u',
  tokens: { input, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output, reasoning: 0 },
});

describe('the purse of a review', () => {
  it('grants what is wanted, or as much of it as there is money for, or nothing', async () => {
    expect(await reserve(purseOf('1'))).toEqual({ granted: true, maxOutput: 1_000, heldPico: '11000000000' });
    expect(await reserve(purseOf('0.006'))).toMatchObject({ granted: true, maxOutput: 500 });
    expect(await reserve(purseOf('0.0015'))).toEqual({ granted: false, reason: 'exhausted' });
    expect(await reserve(purseOf('1', 1_500))).toMatchObject({ granted: true, maxOutput: 500 });
    expect(await reserve(purseOf('1', 1_050))).toEqual({ granted: false, reason: 'exhausted' });
  });

  it('counts what is set aside whole until it is settled, and what was used after that', async () => {
    const purse = purseOf('0.011');
    const reservationId = randomUUID();
    await reserve(purse, { reservationId });
    expect(await reserve(purse)).toEqual({ granted: false, reason: 'contended' });
    await purse.ask(SettleReservation, { reservationId, outcome: answered(1_000, 100) });
    expect(await reserve(purse)).toMatchObject({ granted: true, maxOutput: 800 });
  });

  it('charges nothing for what was turned away, and everything for what nobody knows', async () => {
    const purse = purseOf('0.011');
    for (const [kind, granted] of [
      ['not-billed', true],
      ['unknown', false],
    ] as const) {
      const reservationId = randomUUID();
      await reserve(purse, { reservationId });
      await purse.ask(SettleReservation, { reservationId, outcome: { kind } });
      const next = randomUUID();
      expect((await reserve(purse, { reservationId: next })).granted).toBe(granted);
      await purse.ask(SettleReservation, { reservationId: next, outcome: { kind: 'not-billed' } });
    }
  });

  it('answers the same again to the same reservation, and settles it once', async () => {
    const purse = purseOf('1');
    const reservationId = randomUUID();
    const first = await reserve(purse, { reservationId });
    expect(await reserve(purse, { reservationId })).toEqual(first);
    await purse.ask(SettleReservation, { reservationId, outcome: answered(1, 1) });
    expect(await purse.ask(SettleReservation, { reservationId, outcome: { kind: 'unknown' } })).toMatchObject({
      settledPico: '0',
    });
  });

  it("keeps to a question's own caps where they are lower, and never to higher ones", async () => {
    const review = (usd: string) => ({ review: { id: 'r', caps: { usd } } });
    expect(await reserve(purseOf('1'), review('0.006'))).toMatchObject({ maxOutput: 500 });
    expect(await reserve(purseOf('0.006'), review('1'))).toMatchObject({ maxOutput: 500 });
  });

  it('holds a model without a price at the dearest rates', async () => {
    expect(await reserve(purseOf('1'), { model: 'unknown' })).toMatchObject({ granted: true, maxOutput: 1_000 });
    expect(await reserve(purseOf('0.7'), { model: 'unknown' })).toMatchObject({ granted: true, maxOutput: 916 });
  });
});
