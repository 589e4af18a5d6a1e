import { hash } from 'node:crypto';
import { type JourneyKey, traceIdOfJourney } from '@arbiter/contracts';
import { attributes, tracer, tracingEnabled, withTraceId } from '@arbiter/telemetry';
import { ROOT_CONTEXT, type Span, SpanKind, TraceFlags, isSpanContextValid, trace } from '@opentelemetry/api';
import { type Current, currentWork } from '../consume/current.ts';
import type { ItemTrace } from './item-trace.ts';

/** The traces of an event about to be published. */
export interface OutgoingTraces {
  readonly traces: readonly ItemTrace[];
  /** Stands in for a span id where there is no span. */
  readonly placeholder: string;
  /** Spans that begin with this event; to be ended once it is published. */
  readonly begun: readonly Span[];
}

/** The event, as far as its traces depend on it. */
export interface OutgoingEvent {
  readonly service: string;
  readonly subject: string;
  readonly id: string;
  readonly keys: readonly JourneyKey[];
  /** The journey in hand that the new journey of the item at `index` comes from. */
  readonly from: ((index: number) => JourneyKey | undefined) | undefined;
}

/**
 * Says which trace each item continues: that of the same journey in hand; else, for a commit, one of its own, whose id is
 * its SHA's, linked to what it came from; else the trace that it came from; else one whose id is made of its key, so that a
 * journey that begins twice (told by the broker, then by the database) has one trace.
 */
export function outgoingTraces(event: OutgoingEvent): OutgoingTraces {
  const digest = hash('sha256', event.id, 'hex');
  const begun: Span[] = [];
  const tracing = tracingEnabled();
  const current = currentWork();
  const traces = event.keys.map((key, index): ItemTrace => {
    const own = traceIdOfJourney(key);
    // The common case, kept free of look-ups.
    if (!tracing && own !== undefined) return { traceId: own, spanId: undefined };
    const continued = current?.traceOf(key);
    if (continued !== undefined) return continued;
    const cause = causeOf(current, event.from?.(index));
    if (own === undefined && cause !== undefined) return cause;
    const traceId = own ?? hash('sha256', key, 'hex').slice(0, 32);
    if (!tracing) return { traceId, spanId: undefined };
    const span = begin(event, key, traceId, cause, current?.drive);
    begun.push(span);
    return traceOfSpan(span);
  });
  return { traces, placeholder: digest.slice(32, 48), begun };
}

/** What an event comes from: the journey that its sender names, the one item in hand, or whatever span is active. */
function causeOf(current: Current | undefined, from: JourneyKey | undefined): ItemTrace | undefined {
  const known = (from === undefined ? undefined : current?.traceOf(from)) ?? current?.single;
  if (known !== undefined) return known;
  const active = trace.getActiveSpan();
  return active && isSpanContextValid(active.spanContext()) ? traceOfSpan(active) : undefined;
}

/** A journey's first span. What an operator drove again begins a new trace: stores split a trace that paused for long. */
function begin(
  { service, subject }: OutgoingEvent,
  key: JourneyKey,
  traceId: string,
  cause: ItemTrace | undefined,
  drive: string | undefined,
): Span {
  const start = () =>
    tracer().startSpan(
      `${service} ${subject}`,
      {
        root: true,
        kind: SpanKind.PRODUCER,
        links: cause === undefined ? [] : linksTo(cause),
        attributes: {
          [attributes.messagingSystem]: 'nats',
          [attributes.messagingOperationType]: 'send',
          [attributes.messagingDestination]: subject,
          [attributes.journey]: key,
          ...(drive === undefined ? {} : { [attributes.drive]: drive }),
        },
      },
      ROOT_CONTEXT,
    );
  return drive === undefined ? withTraceId(traceId, start) : start();
}

/** A link to where something came from; none where that was not traced. */
export function linksTo({ traceId, spanId }: ItemTrace) {
  return spanId === undefined ? [] : [{ context: { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true } }];
}

/** An item's trace as its living span has it. */
export function traceOfSpan(span: Span): ItemTrace {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return { traceId, spanId: (traceFlags & TraceFlags.SAMPLED) === 0 ? undefined : spanId, named: true, span };
}
