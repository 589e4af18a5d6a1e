import { type CommitsIngested, type DeliveryAccepted, JOURNEY as LEGS } from '@arbiter/contracts';
import type pg from 'pg';
import { inserterOf } from './insert.ts';
import { JOURNEY, STEP } from './tables.ts';
import { uuidOf } from './uuid.ts';

const COMPLETE = `
  insert into bench.tally as tally (forge, repository_id, complete) values ('bare', 'steps', $1)
  on conflict (forge, repository_id) do update set complete = tally.complete + excluded.complete`;

/** One line a step, and a running count of them. */
export function journalOf(database: pg.Pool) {
  const insert = inserterOf(database);
  return async (
    subject: string,
    events: readonly { readonly data: unknown; readonly time: string }[],
  ): Promise<void> => {
    const leg = LEGS.findIndex(({ event }) => event.subject === subject);
    const steps = events.flatMap(({ data, time }) => {
      const keys = LEGS[leg]?.event.itemsOf(data as never) ?? [];
      const deliveries = deliveriesOf(data as Partial<DeliveryAccepted & CommitsIngested>);
      return keys.map((key, index) => ({ key, time, delivery: deliveries[index] ?? null }));
    });
    await insert(
      JOURNEY,
      steps.map(({ key }) => [uuidOf(key), key]),
    );
    await insert(
      STEP,
      steps.map(({ key, time, delivery }) => [uuidOf(key), leg, 0, time, delivery]),
    );
    await database.query(COMPLETE, [steps.length]);
  };
}

/** Where the items came from, as far as their event says so. */
function deliveriesOf({ deliveryId, pushes }: Partial<DeliveryAccepted & CommitsIngested>): (string | undefined)[] {
  return pushes?.flatMap(({ push, commits }) => commits.map(() => push.deliveryId)) ?? [deliveryId];
}
