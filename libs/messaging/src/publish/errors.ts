/** An event is larger than the broker takes. It will never get through: large bodies travel as a reference. */
export class EventTooLarge extends Error {
  readonly code = 'event-too-large';

  constructor(subject: string, size: number, limit: number) {
    super(`an event for ${subject} has ${String(size)} bytes; the broker takes ${String(limit)}`);
    this.name = 'EventTooLarge';
  }
}
