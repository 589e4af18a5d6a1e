import { hash } from 'node:crypto';
import type { EventDefinition, JourneyKey } from '@arbiter/contracts';
import { decodeItemSpans } from '../tracing/item-spans.ts';
import type { ItemTrace } from '../tracing/item-trace.ts';
import { parseTraceParent } from '../tracing/trace-parent.ts';
import { HEADER } from '../wire/header.ts';
import type { CurrentEvent } from './current.ts';
import type { Delivery } from './delivery.ts';
import type { Received } from './received.ts';

/** A delivered message whose data keeps its contract. */
export class Incoming<Data> implements CurrentEvent {
  readonly delivery: Delivery;
  readonly definition: EventDefinition<Data>;
  readonly data: Data;
  /** The trace of each item in this process; the sender's where this process makes no spans. */
  #traces: readonly ItemTrace[] | undefined;
  #sent: readonly ItemTrace[] | undefined;
  #keys: readonly JourneyKey[] | undefined;
  /** Which of the message's items this is, where it is one alone. */
  #index: number | undefined;

  constructor(delivery: Delivery, definition: EventDefinition<Data>, data: Data) {
    this.delivery = delivery;
    this.definition = definition;
    this.data = data;
  }

  /**
   * Decodes and validates a message.
   * @throws SyntaxError when it is not JSON
   * @throws ZodError when it breaks its contract
   */
  static decode<Data>(delivery: Delivery, definition: EventDefinition<Data>): Incoming<Data> {
    const id = delivery.header(HEADER.id);
    const told = id === undefined ? undefined : definition.ofId?.(id);
    return new Incoming(delivery, definition, told ?? definition.parse(delivery.message.json()));
  }

  get id(): string {
    return this.#header(HEADER.id) ?? this.definition.idOf(this.data);
  }

  get drive(): string | undefined {
    return this.#header(HEADER.drive);
  }

  get keys(): readonly JourneyKey[] {
    this.#keys ??= this.definition.itemsOf(this.data);
    return this.#keys;
  }

  /** The trace of each item as its sender gave it. */
  get sentTraces(): readonly ItemTrace[] {
    this.#sent ??= this.#readTraces();
    return this.#sent;
  }

  get traces(): readonly ItemTrace[] {
    return this.#traces ?? this.sentTraces;
  }

  set traces(traces: readonly ItemTrace[]) {
    this.#traces = traces;
  }

  /** The same message with the item at `index` alone. */
  only(index: number): Incoming<Data> {
    const alone = new Incoming(this.delivery, this.definition, this.definition.only(this.data, index));
    alone.#index = index;
    const trace = this.sentTraces[index];
    if (trace) alone.#sent = [trace];
    return alone;
  }

  /**
   * What others would need to handle it: the data, and for the reader of an outline what it leaves out, too.
   * @param payload the message's, whole
   */
  wholeData(payload: Uint8Array): unknown {
    const { whole } = this.definition;
    if (whole === undefined) return this.data;
    let told: unknown = Buffer.from(payload).toString();
    try {
      told = JSON.parse(told as string);
      const data = whole.parse(told);
      return this.#index === undefined ? data : whole.only(data, this.#index);
    } catch {
      // It breaks its contract where the outline does not look: whoever reads it there says so.
      return told;
    }
  }

  #readTraces(): readonly ItemTrace[] {
    const head = parseTraceParent(this.#header(HEADER.traceParent)) ?? {
      traceId: hash('sha256', this.id, 'hex').slice(0, 32),
      spanId: undefined,
    };
    return decodeItemSpans(this.#header(HEADER.itemSpans), this.keys, head);
  }

  /** The event with everything that is known about it. */
  received(): Received<Data> {
    const { drive } = this;
    return {
      definition: this.definition,
      data: this.data,
      id: this.id,
      time: this.#header(HEADER.time) ?? new Date(this.delivery.info.storedAt).toISOString(),
      journeys: this.keys,
      traceIds: this.traces.map(({ traceId }) => traceId),
      ...(drive === undefined ? {} : { drive }),
      stream: this.delivery.info.stream,
      seq: this.delivery.info.sequence,
    };
  }

  #header(name: string): string | undefined {
    return this.delivery.header(name);
  }
}
