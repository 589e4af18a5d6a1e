export { attributes } from './attributes.ts';
export { withTraceId } from './id-generator.ts';
export { type Logger, logger, startLogging } from './logger.ts';
export { METRICS, type MetricDefinition, type MetricName } from './metric-catalogue.ts';
export { beforeScrape, collectRuntimeMetrics, count, gauge, observe, scrape } from './metrics.ts';
export { startTracing, startTracingTo, stopTracing, tracer, tracingEnabled } from './tracing.ts';
export { currentTraceParent, inOwnTrace, step } from './own-trace.ts';
