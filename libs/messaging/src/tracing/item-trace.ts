import type { Span } from '@opentelemetry/api';

/** Where one item of an event stands in its trace. */
export interface ItemTrace {
  /** 32 hex digits; there is always one, also while nobody traces. */
  readonly traceId: string;
  /** The span that comes next's parent, 16 hex digits; undefined while nobody traces or the trace is not sampled. */
  readonly spanId: string | undefined;
  /** Whether the sender named the trace, rather than leaving it to be told from the journey. */
  readonly named?: boolean;
  /** The living span, in the process that made it. */
  readonly span?: Span;
}
