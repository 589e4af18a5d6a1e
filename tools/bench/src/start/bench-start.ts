import { startArbiter, versionsOf } from '../arbiter.ts';
import type { Finding, Say, Versions } from '../report/figure.ts';

export interface StartFigures {
  /** The first start builds what is out of date and finds the servers; the second one is warm. */
  readonly firstSeconds: number;
  readonly warmSeconds: number;
}

/** How long a start takes until every app is ready. */
export async function benchStart(say: Say): Promise<Finding<StartFigures>> {
  const seconds: number[] = [];
  let versions: Versions = {};
  for (const which of ['first', 'warm']) {
    say(`start: ${which}`);
    const arbiter = await startArbiter();
    seconds.push(arbiter.readySeconds);
    versions = versionsOf(arbiter);
    await arbiter.close();
  }
  const [firstSeconds = Number.NaN, warmSeconds = Number.NaN] = seconds;
  return {
    figures: { firstSeconds, warmSeconds },
    rows: [{ name: 'start: ready, warm', value: warmSeconds, unit: 's', target: { below: 10 } }],
    versions,
  };
}
