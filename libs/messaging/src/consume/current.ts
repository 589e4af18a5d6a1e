import { AsyncLocalStorage } from 'node:async_hooks';
import type { JourneyKey } from '@arbiter/contracts';
import type { ItemTrace } from '../tracing/item-trace.ts';

/** The events that a handler has in hand, as far as what it publishes must know of them. */
export interface CurrentEvent {
  readonly keys: readonly JourneyKey[];
  readonly traces: readonly ItemTrace[];
}

/** What a handler works on. Everything that it publishes meanwhile continues the traces and the drive of these events. */
export class Current {
  readonly drive: string | undefined;
  /** Ends when the time for it is over. */
  readonly signal: AbortSignal;
  readonly #events: readonly CurrentEvent[];
  #items: Map<JourneyKey, ItemTrace> | undefined;

  constructor(events: readonly CurrentEvent[], drive: string | undefined, signal: AbortSignal) {
    this.#events = events;
    this.drive = drive;
    this.signal = signal;
  }

  /** The trace of the item on this journey, if it is in hand. */
  traceOf(key: JourneyKey): ItemTrace | undefined {
    this.#items ??= new Map(
      this.#events
        .flatMap(({ keys, traces }) => keys.map((name, index) => [name, traces[index]] as const))
        .filter(known),
    );
    return this.#items.get(key);
  }

  /** The trace of what is in hand, where that is one item alone. */
  get single(): ItemTrace | undefined {
    return this.#events.length === 1 && this.#events[0]?.traces.length === 1 ? this.#events[0].traces[0] : undefined;
  }
}

const known = (entry: readonly [JourneyKey, ItemTrace | undefined]): entry is readonly [JourneyKey, ItemTrace] =>
  entry[1] !== undefined;

const storage = new AsyncLocalStorage<Current>();

/** Runs a handler with what it has in hand. */
export const runWith = <Result>(current: Current, run: () => Result): Result => storage.run(current, run);

/** What the calling handler has in hand; undefined outside of handlers. */
export const currentWork = (): Current | undefined => storage.getStore();

/**
 * Ends the calls that a handler still has under way when its time is over; undefined outside of handlers. Whoever makes
 * calls that cost something listens to it.
 */
export const jobSignal = (): AbortSignal | undefined => currentWork()?.signal;
