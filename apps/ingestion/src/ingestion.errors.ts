/** The gateway does not know the delivery whose body was asked for: its row was removed before the body was read. */
export class BodyNotFound extends Error {
  readonly code = 'delivery-body-not-found';

  constructor(deliveryId: string) {
    super(`the gateway has no body for delivery ${deliveryId}`);
    this.name = 'BodyNotFound';
  }
}

/** A delivery that the gateway let in cannot be read here: the two run different versions. */
export class UnreadableDelivery extends Error {
  readonly code = 'delivery-unreadable';

  constructor(deliveryId: string, reason: string) {
    super(`delivery ${deliveryId} cannot be read: ${reason}`);
    this.name = 'UnreadableDelivery';
  }
}
