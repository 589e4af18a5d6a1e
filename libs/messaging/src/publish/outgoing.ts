import type { EventDefinition, JourneyKey } from '@arbiter/contracts';
import type { MsgHdrs } from '@nats-io/nats-core';
import type { Span } from '@opentelemetry/api';
import { currentWork } from '../consume/current.ts';
import { encodeItemSpans } from '../tracing/item-spans.ts';
import { outgoingTraces } from '../tracing/outgoing-traces.ts';
import { traceParentOf } from '../tracing/trace-parent.ts';
import { encodeData } from '../wire/data.ts';
import { HEADER } from '../wire/header.ts';
import { headersOf } from '../wire/headers.ts';

/** An event as it goes over the wire. */
export interface Outgoing {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: MsgHdrs;
  /** Spans to end once it is published. */
  readonly begun: readonly Span[];
}

export interface PublishOptions {
  /**
   * Marks the event as a repetition under this name. JetStream's de-duplication lets it pass; receivers stay idempotent
   * by its id. Inside a handler the drive of the event in hand is inherited.
   */
  readonly drive?: string;
  /** The journey in hand that the new journey of the item at `index` comes from: the delivery of a push's commit. */
  readonly from?: (index: number) => JourneyKey | undefined;
}

/**
 * Makes the message of an event. The data is validated as strictly as by its receivers, and fields that the contract does
 * not know do not get out.
 * @throws ZodError when the data breaks its contract
 */
export function outgoing<Data>(
  service: string,
  definition: EventDefinition<Data>,
  data: Data,
  options: PublishOptions = {},
): Outgoing {
  const valid = definition.parse(data);
  const id = definition.idOf(valid);
  const keys = definition.itemsOf(valid);
  const drive = options.drive ?? currentWork()?.drive;
  const { traces, placeholder, begun } = outgoingTraces({
    service,
    subject: definition.subject,
    id,
    keys,
    from: options.from,
  });
  const head = traces[0] ?? { traceId: placeholder.repeat(2), spanId: undefined };
  return {
    subject: definition.subject,
    payload: encodeData(valid as object),
    headers: headersOf({
      [HEADER.specVersion]: '1.0',
      [HEADER.id]: id,
      [HEADER.type]: definition.type,
      [HEADER.source]: `/arbiter/${service}`,
      [HEADER.time]: new Date().toISOString(),
      [HEADER.subject]: keys[0],
      [HEADER.contentType]: 'application/json',
      [HEADER.traceParent]: traceParentOf(head, placeholder),
      [HEADER.traceState]: head.span?.spanContext().traceState?.serialize(),
      [HEADER.itemSpans]: encodeItemSpans(keys, traces, head.traceId),
      [HEADER.drive]: drive,
      [HEADER.messageId]: drive === undefined ? id : `${id}~${drive}`,
    }),
    begun,
  };
}
