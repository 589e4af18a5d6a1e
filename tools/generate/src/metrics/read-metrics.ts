import { join } from 'node:path';
import { ROOT } from '../root.ts';

/** What the document says of a metric. */
export interface Metric {
  readonly type: string;
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** Every metric, from the one file that declares them. */
export async function readMetrics(): Promise<readonly Metric[]> {
  const catalogue = join(ROOT, 'libs/telemetry/src/metric-catalogue.ts');
  const { METRICS } = (await import(catalogue)) as { readonly METRICS: Readonly<Record<string, Metric>> };
  return Object.values(METRICS);
}
