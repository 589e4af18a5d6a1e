import { kindOfJourney, traceIdOfJourney } from '@arbiter/contracts';
import { attributes, tracer, tracingEnabled, withTraceId } from '@arbiter/telemetry';
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import type { Incoming } from '../consume/incoming.ts';
import type { ItemTrace } from './item-trace.ts';
import { linksTo, traceOfSpan } from './outgoing-traces.ts';

const NOTHING = () => undefined;

/**
 * Starts a span for each item of each event, the child of its sender's, and lets the events continue these. Answers how to
 * end them, with the error if there was one.
 */
export function startProcessing(
  events: readonly Incoming<never>[],
  durable: string,
): (error?: { readonly code: string }) => void {
  if (!tracingEnabled()) return NOTHING;
  const spans: Span[] = [];
  for (const event of events) {
    event.traces = event.sentTraces.map((sent, index) => {
      const span = startOne(event, index, sent, durable);
      spans.push(span);
      return traceOfSpan(span);
    });
  }
  return (error) => {
    for (const span of spans) {
      if (error) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute(attributes.errorType, error.code);
      span.end();
    }
  };
}

function startOne(event: Incoming<never>, index: number, sent: ItemTrace, durable: string): Span {
  const { definition, delivery, drive } = event;
  const key = event.keys[index] ?? 'delivery/';
  const options = {
    kind: SpanKind.CONSUMER,
    attributes: {
      [attributes.messagingSystem]: 'nats',
      [attributes.messagingOperationName]: 'process',
      [attributes.messagingOperationType]: 'process',
      [attributes.messagingDestination]: definition.subject,
      [attributes.messagingConsumer]: durable,
      [attributes.messagingMessageId]: event.id,
      [attributes.journey]: key,
      [attributes.journeyKind]: kindOfJourney(key),
      ...(key.startsWith('commit/') ? { [attributes.vcsRevision]: key.slice(key.lastIndexOf('/') + 1) } : {}),
      ...(delivery.info.count > 1 ? { [attributes.redeliveries]: delivery.info.count - 1 } : {}),
      ...(drive === undefined ? {} : { [attributes.drive]: drive }),
    },
  };
  const name = `process ${definition.subject}`;
  // The first leg of what was driven again: a new trace, linked to the first.
  if (drive !== undefined && sent.named !== true) {
    const first = { traceId: traceIdOfJourney(key) ?? sent.traceId, spanId: sent.spanId };
    return tracer().startSpan(name, { ...options, root: true, links: linksTo(first) }, ROOT_CONTEXT);
  }
  const { traceId, spanId } = sent;
  if (spanId === undefined)
    return withTraceId(traceId, () => tracer().startSpan(name, { ...options, root: true }, ROOT_CONTEXT));
  const parent = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return tracer().startSpan(name, options, trace.setSpanContext(ROOT_CONTEXT, parent));
}
