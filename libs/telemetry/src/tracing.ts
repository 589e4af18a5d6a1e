import { setTimeout as delay } from 'node:timers/promises';
import { type Tracer, context, propagation, trace } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { commitAwareIds } from './id-generator.ts';

let enabled = false;
let stop: () => Promise<void> = () => Promise.resolve();

/** Whether spans go anywhere. Where they don't, don't make any. */
export const tracingEnabled = (): boolean => enabled;

/** The tracer of Arbiter's own spans. */
export const tracer = (): Tracer => trace.getTracer('arbiter');

/** How to reach a collector, from OpenTelemetry's own variables. */
export interface TracingOptions {
  readonly service: string;
  readonly version: string;
  /** `http/protobuf` (default), `http/json` or `grpc`; the exporters read addresses and headers themselves. */
  readonly protocol: string;
}

/** Starts tracing to an OTLP collector. The SDK is loaded only here: a service without a collector does not carry it. */
export async function startTracing(options: TracingOptions): Promise<void> {
  await startTracingTo(await exporterFor(options.protocol), options);
}

/** Starts tracing to the given exporter. */
export async function startTracingTo(
  exporter: SpanExporter,
  { service, version }: Pick<TracingOptions, 'service' | 'version'>,
): Promise<void> {
  const [sdk, { resourceFromAttributes, defaultResource }, { AsyncLocalStorageContextManager }, core] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
    ]);
  const provider = new sdk.TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': service, 'service.namespace': 'arbiter', 'service.version': version }),
    ),
    idGenerator: commitAwareIds,
    // A queue that a push of 2,048 commits fits into several times; what is over is dropped and never waited for.
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter,
        maxQueueSize: 65_536,
        maxExportBatchSize: 2_048,
        scheduledDelayMillis: 1_000,
      }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  enabled = true;
  stop = () => provider.shutdown();
}

/** Sends what is left and ends tracing; waits no longer than `graceMs`. */
export async function stopTracing(graceMs = 5_000): Promise<void> {
  if (!enabled) return;
  enabled = false;
  await Promise.race([stop().catch(() => undefined), delay(graceMs, undefined, { ref: false })]);
}

async function exporterFor(protocol: string): Promise<SpanExporter> {
  switch (protocol) {
    case 'grpc':
      return new (await import('@opentelemetry/exporter-trace-otlp-grpc')).OTLPTraceExporter();
    case 'http/json':
      return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter();
    default:
      return new (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter();
  }
}
