import type { MessageReceived } from '@arbiter/contracts';
import type { Push } from '@arbiter/forge/webhooks';

/** A push with the delivery that told of it. */
export interface ReceivedPush {
  readonly deliveryId: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly push: Push;
}

/** Something else that a delivery told of. */
export interface Received<Reading> {
  /** ISO instant. */
  readonly receivedAt: string;
  readonly reading: Reading;
}

export type ReceivedMessage = Received<MessageReceived>;
