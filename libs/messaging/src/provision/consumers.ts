import { type ConsumerDeclaration, type ServiceName, durableOf } from '@arbiter/contracts';
import { AckPolicy, type ConsumerConfig, DeliverPolicy, ReplayPolicy } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

/** Services whose handlers call language models, and take their time. */
export const SLOW_SERVICES: readonly ServiceName[] = ['review'];

/** How long the server waits for a sign of life before it gives a message to somebody else, milliseconds. */
export interface AckWaits {
  readonly fast: number;
  readonly slow: number;
}

/** Messages that may be in hand or put off at once. Receivers ask for no more than they can hold, so it bounds what waits. */
const MOST_UNSETTLED = 10_000;

export const DEFAULT_ACK_WAITS: AckWaits = { fast: 30_000, slow: 90_000 };

/**
 * The durable pull consumer of a service for an event. Deliveries are not limited by the server, which would drop a message
 * silently: the receiver counts, and sets aside what it cannot handle. No server-side back-off: its first entry would
 * replace `ack_wait`. Whoever reads no more than an event's id is not sent the rest.
 */
export function consumerOf({ service, event }: ConsumerDeclaration, waits: AckWaits): Partial<ConsumerConfig> {
  const slow = SLOW_SERVICES.includes(service);
  return {
    durable_name: durableOf(service, event),
    filter_subject: event.subject,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    replay_policy: ReplayPolicy.Instant,
    ack_wait: nanos(slow ? waits.slow : waits.fast),
    max_deliver: -1,
    max_ack_pending: MOST_UNSETTLED,
    max_waiting: 512,
    headers_only: event.ofId !== undefined,
  };
}
