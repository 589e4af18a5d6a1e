import {
  AuditRecordedEvent,
  type EventDefinition,
  InterventionDecidedEvent,
  InterventionDeliveredEvent,
  InterventionUndeliveredEvent,
} from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { type Outgoing, OutgoingRepository } from '../persistence/outgoing.repository.ts';

const AT_ONCE = 100;

/** Each event of the outbox, by the subject that it is stored under. */
const PUBLISH = new Map<string, (events: Events, data: unknown) => Promise<void>>(
  [
    publisher(InterventionDecidedEvent),
    publisher(InterventionDeliveredEvent),
    publisher(InterventionUndeliveredEvent),
    publisher(AuditRecordedEvent),
  ].map(({ subject, publish }) => [subject, publish]),
);

function publisher<Data>(event: EventDefinition<Data>) {
  const publish = (events: Events, data: unknown) => events.publish(event, event.parse(data));
  return { subject: event.subject, publish };
}

/** Publishes what the outbox holds. What a crash leaves there is published again, as the same event. */
@Injectable()
export class Announce {
  constructor(
    private readonly outgoing: OutgoingRepository,
    private readonly events: Events,
  ) {}

  async run(): Promise<void> {
    for (;;) {
      const waiting = await this.outgoing.waiting(AT_ONCE);
      if (waiting.length === 0) return;
      for (const outgoing of waiting) await this.#publish(outgoing);
      await this.outgoing.remove(waiting);
    }
  }

  async #publish({ subject, data }: Outgoing): Promise<void> {
    await PUBLISH.get(subject)?.(this.events, data);
  }
}
