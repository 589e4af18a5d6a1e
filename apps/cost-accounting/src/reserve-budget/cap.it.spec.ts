import { UsageRecordedEvent } from '@arbiter/contracts';
import { toUsd } from '@arbiter/pricing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { CapRun, costOf, sumOf } from '../testing/cap-run.ts';
import { usage } from '../testing/world.ts';

/** How many seeds, or which: one is part of the suite; `ARBITER_CAP_SEEDS=20 npm test -- cap.it` takes twenty, `3,8` those two. */
const ASKED = process.env['ARBITER_CAP_SEEDS'] ?? '1';
const SEEDS = ASKED.includes(',')
  ? ASKED.split(',').map(Number)
  : Array.from({ length: Number(ASKED) }, (_, index) => index + 1);
const PATIENCE = 600_000;

interface Charge {
  readonly usage_id: string;
  readonly pico: string;
  readonly estimated: boolean;
  readonly reservation_id: string | null;
}

describe('a hard cap', () => {
  let run: CapRun | undefined;

  afterEach(() => run?.close());

  it.each(SEEDS)(
    'is never passed and is used up, and the ledger is the bill to the pico-dollar, whatever fails (seed %i)',
    async (seed) => {
      const { world, provider, cap, budgets } = (run = await CapRun.prepare(seed));
      const charges = () => world.rows<Charge>('select * from charge order by usage_id');
      const figures = async () => [
        await charges(),
        await world.rows('select * from spending where calls <> 0 order by grain, start, dimension_id, saved_by'),
      ];
      const spent = async () => (await charges()).reduce((sum, { pico }) => sum + BigInt(pico), 0n);
      const expectBudgetsToAgree = async () => {
        for (const id of [budgets.narrow, budgets.wide]) {
          const { spentUsd, reservedUsd } = await world.show(id);
          expect({ spentUsd, reservedUsd }).toEqual({ spentUsd: toUsd(await spent()), reservedUsd: toUsd(0n) });
        }
      };

      await run.spend();
      const { bill } = provider;
      // It only ever grows: what holds of it in the end has held all the time.
      expect(sumOf(bill)).toBeLessThanOrEqual(cap);
      // It is used up. A call that is cut off is charged whole, and billed for less: on a machine so busy that more than one in
      // ten runs out of time, less of it reaches the provider.
      const cut = (await charges()).filter(({ usage_id: id }) => id.startsWith('reservation/')).length;
      const least = cut * 10 > bill.length ? 75n : 90n;
      expect((await spent()) * 100n).toBeGreaterThanOrEqual(cap * 98n);
      expect(sumOf(bill) * 100n).toBeGreaterThanOrEqual(cap * least);
      expect(await spent()).toBeLessThanOrEqual(cap);
      expect(await spent()).toBeGreaterThanOrEqual(sumOf(bill));
      await expectBudgetsToAgree();

      // Line by line: what was answered is the bill's, what was cut off is bounded by what was held for it.
      const ledger = new Map((await charges()).map((charge) => [charge.usage_id, charge]));
      const cutOff = bill.filter(({ id }) => !ledger.has(id));
      expect(cutOff.length).toBeGreaterThan(0);
      for (const line of bill) {
        const charge = ledger.get(line.id) ?? ledger.get(`reservation/${line.reference ?? ''}`);
        expect(charge).toBeDefined();
        if (charge?.estimated === true) expect(BigInt(charge.pico)).toBeGreaterThanOrEqual(costOf(line));
        else expect(charge?.pico).toBe(costOf(line).toString());
      }

      // Their true usage turns up.
      for (const { id, tokens, model, provider: name, reference = '' } of cutOff) {
        const recorded = usage(id, { tokens, model, provider: name, reservationId: reference });
        await world.outside.events.publish(UsageRecordedEvent, { cause: id, usages: [recorded] });
      }
      await run.handled();
      const exact = new Map((await charges()).map((charge) => [charge.usage_id, charge]));
      for (const line of cutOff) {
        expect(exact.get(line.id)).toMatchObject({ pico: costOf(line).toString(), estimated: false });
        expect(exact.has(`reservation/${line.reference ?? ''}`)).toBe(false);
      }
      await expectBudgetsToAgree();

      // Everything is told twice, and written anew.
      const before = await figures();
      for (const recorded of await world.outside.published(UsageRecordedEvent)) {
        await world.outside.events.publish(UsageRecordedEvent, recorded, { drive: 'again' });
      }
      await run.handled();
      expect(await figures()).toEqual(before);
      await run.rebuild();
      expect(await figures()).toEqual(before);
      await expectBudgetsToAgree();
    },
    PATIENCE,
  );
});
