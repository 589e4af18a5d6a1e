import { SettleReservation, UsageRecordedEvent } from '@arbiter/contracts';
import { Broker } from '@arbiter/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerRepository } from '../persistence/ledger.repository.ts';
import { ReservationRepository } from '../persistence/reservation.repository.ts';
import { Prices } from '../prices/prices.ts';
import { CostWorld, tokens, usage, wish } from '../testing/world.ts';
import { RebuildLedger } from './rebuild-ledger.ts';

describe('the ledger', () => {
  let world: CostWorld;

  beforeAll(async () => {
    world = await CostWorld.start();
  });
  afterAll(() => world.close());

  const figures = async () => [
    await world.rows('select * from charge order by usage_id'),
    await world.rows('select * from spending where calls <> 0 order by grain, start, dimension_id, saved_by'),
  ];
  const rebuild = () =>
    new RebuildLedger(
      world.get(LedgerRepository),
      world.get(ReservationRepository),
      world.get(Prices),
      world.get(Broker),
    ).run();

  it('is rebuilt from the stream to the same figures, with what was cut off and what nobody told', async () => {
    const ids = [wish(), wish(), wish(), wish()].map(({ reservationId }) => reservationId);
    const [told = '', untold = '', cut = '', corrected = ''] = ids;
    for (const reservationId of ids) await world.reserve({ reservationId });
    const answered = (usageId: string) => ({
      kind: 'answered' as const,
      usageId,
      tokens: tokens({ input: 100, output: 4, reasoning: 1 }),
    });
    const settle = (reservationId: string, outcome: ReturnType<typeof answered> | { kind: 'unknown' }) =>
      world.ask(SettleReservation, { reservationId, outcome });
    await settle(told, answered('told'));
    await settle(untold, answered('untold'));
    await settle(cut, { kind: 'unknown' });
    await settle(corrected, { kind: 'unknown' });
    const usages = [
      usage('told', { reservationId: told, tokens: tokens({ input: 100, output: 4, reasoning: 1 }) }),
      usage('corrected', { reservationId: corrected }),
      usage('saved', { savedBy: 'semantic-cache', at: '2026-02-01T00:00:00Z' }),
      usage('unpriced', { model: 'no-such', at: '2026-03-01T00:00:00Z' }),
    ];
    await world.outside.events.publish(UsageRecordedEvent, { cause: 'x', usages });
    const before = await world.eventually(figures);
    expect(before[0]).toHaveLength(6);

    expect(await rebuild()).toEqual({ usages: 4, reservations: 4 });
    expect(await figures()).toEqual(before);

    await world.rows('do $$ begin delete from charge; delete from charged; delete from spending; end $$');
    await rebuild();
    expect(await figures()).toEqual(before);
  });
});
