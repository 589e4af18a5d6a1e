import type { EventDefinition, JourneyKey } from '@arbiter/contracts';

/** An event together with how it came. */
export interface Received<Data> {
  readonly definition: EventDefinition<Data>;
  readonly data: Data;
  /** The event's deterministic id. */
  readonly id: string;
  /** When it was published, ISO 8601. */
  readonly time: string;
  /** The journeys of its items. */
  readonly journeys: readonly JourneyKey[];
  /** The trace of each item, 32 hex digits each, in the order of the items; also while nobody traces. */
  readonly traceIds: readonly string[];
  /** The repetition that it belongs to, if an operator drove it again. */
  readonly drive?: string;
  readonly stream: string;
  /** Its place in the stream. */
  readonly seq: number;
}
