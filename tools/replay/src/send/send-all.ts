import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../webhooks/delivery.ts';
import { type Outcome, sendDelivery } from './send-delivery.ts';

/** As many as a forge would have open at once; enough to keep the gateway busy. */
const CONCURRENCY = 16;

export interface SendOptions {
  readonly gateway: string;
  /** Commits a second; as fast as they are taken without it. */
  readonly rate?: number | undefined;
  readonly onSent?: (delivery: Delivery, outcome: Outcome) => void;
}

/** How many webhooks met which answer, and how many commits they carried. */
export interface Sent extends Readonly<Record<Outcome, number>> {
  readonly pushes: number;
  readonly commits: number;
}

/** Sends all of them, a bounded number at once. The first that cannot be delivered ends it. */
export async function sendAll(deliveries: AsyncGenerator<Delivery>, options: SendOptions): Promise<Sent> {
  const { gateway, rate = Infinity, onSent } = options;
  const counts: Record<Outcome, number> = { accepted: 0, duplicate: 0, ignored: 0, quarantined: 0 };
  const started = performance.now();
  let pushes = 0;
  let commits = 0;
  let failed = false;

  const worker = async (): Promise<void> => {
    while (!failed) {
      const next = await deliveries.next();
      if (next.done === true) return;
      const delivery = next.value;
      const early = (commits / rate) * 1000 - (performance.now() - started);
      pushes += 1;
      commits += delivery.commits;
      if (early > 0) await sleep(early);
      const outcome = await sendDelivery(gateway, delivery);
      counts[outcome] += 1;
      onSent?.(delivery, outcome);
    }
  };
  const guarded = (): Promise<void> =>
    worker().catch((error: unknown) => {
      failed = true;
      throw error;
    });
  try {
    await Promise.all(Array.from({ length: CONCURRENCY }, guarded));
  } finally {
    await deliveries.return(undefined);
  }
  return { ...counts, pushes, commits };
}
