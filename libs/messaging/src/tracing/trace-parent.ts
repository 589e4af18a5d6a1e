import type { ItemTrace } from './item-trace.ts';

const TRACE_PARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/;
const SAMPLED = 1;

/**
 * The W3C `traceparent` of an item. Without a span of ours it still names the trace, as not sampled: every journey has a
 * trace id, also while nobody traces.
 */
export function traceParentOf({ traceId, spanId }: ItemTrace, placeholder: string): string {
  return spanId === undefined ? `00-${traceId}-${placeholder}-00` : `00-${traceId}-${spanId}-01`;
}

/** Reads a `traceparent`; undefined where it is missing or malformed. */
export function parseTraceParent(header: string | undefined): ItemTrace | undefined {
  const match = header === undefined ? null : TRACE_PARENT.exec(header);
  if (!match) return undefined;
  const [, traceId = '', spanId = '', flags = '0'] = match;
  return { traceId, spanId: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED ? spanId : undefined };
}
