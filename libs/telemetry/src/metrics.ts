import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { METRICS, type MetricName } from './metric-catalogue.ts';

const registry = new Registry();

type OfType<Type> = { [Name in MetricName]: (typeof METRICS)[Name]['type'] extends Type ? Name : never }[MetricName];
type LabelsOf<Name extends MetricName> = Record<(typeof METRICS)[Name]['labels'][number], string>;

const made = new Map<MetricName, Counter | Gauge | Histogram>();

/** Makes the metric at its first use: a service exposes what it has, not the whole catalogue. */
function metric(name: MetricName): Counter | Gauge | Histogram {
  const existing = made.get(name);
  if (existing) return existing;
  const { type, labels, ...rest } = METRICS[name];
  const options = { name: rest.name, help: rest.help, labelNames: [...labels], registers: [registry] };
  const fresh =
    type === 'counter'
      ? new Counter(options)
      : type === 'gauge'
        ? new Gauge(options)
        : new Histogram({ ...options, buckets: 'buckets' in rest ? [...rest.buckets] : [] });
  made.set(name, fresh);
  return fresh;
}

/** Adds to a counter. */
export function count<Name extends OfType<'counter'>>(name: Name, labels: LabelsOf<Name>, by = 1): void {
  (metric(name) as Counter).inc(labels, by);
}

/** Sets a gauge. */
export function gauge<Name extends OfType<'gauge'>>(name: Name, labels: LabelsOf<Name>, value: number): void {
  (metric(name) as Gauge).set(labels, value);
}

/** Observes a value in a histogram; seconds where the name says so. */
export function observe<Name extends OfType<'histogram'>>(name: Name, labels: LabelsOf<Name>, value: number): void {
  (metric(name) as Histogram).observe(labels, value);
}

/** Adds the figures of the Node runtime (memory, event loop, garbage collection). Once per process. */
export function collectRuntimeMetrics(): void {
  collectDefaultMetrics({ register: registry });
}

/** Functions that bring gauges up to date just before they are scraped. */
const collectors: (() => void | Promise<void>)[] = [];

/** Asks for `collect` before each scrape. It must be quick: it holds the scrape up. */
export function beforeScrape(collect: () => void | Promise<void>): void {
  collectors.push(collect);
}

/** All metrics in Prometheus' text format, with its content type. */
export async function scrape(): Promise<{ contentType: string; body: string }> {
  await Promise.allSettled(collectors.map(async (collect) => collect()));
  return { contentType: registry.contentType, body: await registry.metrics() };
}
