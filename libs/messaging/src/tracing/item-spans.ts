import { type JourneyKey, traceIdOfJourney } from '@arbiter/contracts';
import type { ItemTrace } from './item-trace.ts';

/*
 * The header that lets each item of an event have a parent span of its own: one entry an item, separated by commas.
 * An entry is the span's id, or `-` where there is none; where the trace is neither the journey's own nor that of
 * `traceparent`, the trace's id and a colon come before it.
 */

const NONE = '-';

/** The header for these items; undefined where it would say nothing that the receiver does not know. */
export function encodeItemSpans(
  keys: readonly JourneyKey[],
  traces: readonly ItemTrace[],
  headTraceId: string,
): string | undefined {
  const entries = traces.map(({ traceId, spanId = NONE }, index) => {
    const told = ownTrace(keys[index]) ?? headTraceId;
    return told === traceId ? spanId : `${traceId}:${spanId}`;
  });
  return entries.every((entry) => entry === NONE) ? undefined : entries.join(',');
}

/** The traces of an event's items, from its headers. `head` is what `traceparent` says. */
export function decodeItemSpans(
  header: string | undefined,
  keys: readonly JourneyKey[],
  head: ItemTrace,
): readonly ItemTrace[] {
  const entries = header?.split(',');
  return keys.map((key, index) => {
    const told = ownTrace(key) ?? head.traceId;
    const entry = entries?.length === keys.length ? entries[index] : undefined;
    if (entry === undefined) return { traceId: told, spanId: told === head.traceId ? head.spanId : undefined };
    const colon = entry.indexOf(':');
    const span = entry.slice(colon + 1);
    return {
      traceId: colon < 0 ? told : entry.slice(0, colon),
      spanId: span === NONE ? undefined : span,
      named: colon > 0,
    };
  });
}

const ownTrace = (key: JourneyKey | undefined) => (key === undefined ? undefined : traceIdOfJourney(key));
