import { type EventDefinition, type ServiceName, deadLetterSubjectOf, durableOf } from '@arbiter/contracts';
import { count, logger } from '@arbiter/telemetry';
import type { Publisher } from '../publish/publisher.ts';
import { HEADER } from '../wire/header.ts';
import { headersOf, recordOf } from '../wire/headers.ts';
import type { Delivery } from './delivery.ts';
import type { Failure } from './failure.ts';
import type { Incoming } from './incoming.ts';

const encoder = new TextEncoder();

/** Puts what could not be handled where an operator finds it, with everything that came with it. */
export class DeadLetterWriter {
  readonly #service: ServiceName;
  readonly #publisher: Publisher;
  readonly #log = logger('consume');

  constructor(service: ServiceName, publisher: Publisher) {
    this.#service = service;
    this.#publisher = publisher;
  }

  /**
   * Stores an event, or the one item of it that was handed to the handler, as a replay gives it to all its receivers. Only when this resolves may its message be acknowledged.
   * @throws DependencyDown
   */
  async write(event: Incoming<never>, failure: Failure, attempts: number): Promise<void> {
    const id = event.definition.idOf(event.data);
    const payload = encoder.encode(JSON.stringify(event.wholeData));
    await this.#store(event.delivery, event.definition, payload, id, failure, attempts, event.keys.join(','));
  }

  /**
   * Stores a message that is no event: its bytes as they came.
   * @throws DependencyDown
   */
  async writeRaw(delivery: Delivery, definition: EventDefinition<never>, failure: Failure): Promise<void> {
    const { stream, sequence } = delivery.info;
    const id = `${stream}/${String(sequence)}`;
    await this.#store(delivery, definition, delivery.message.data, id, failure, 1, undefined);
  }

  async #store(
    { info, message }: Delivery,
    definition: EventDefinition<never>,
    payload: Uint8Array,
    id: string,
    failure: Failure,
    attempts: number,
    journeys: string | undefined,
  ): Promise<void> {
    const original = recordOf(message.headers);
    const subject = deadLetterSubjectOf(this.#service, definition);
    const drive = original[HEADER.drive];
    const headers = headersOf({
      ...original,
      [HEADER.id]: original[HEADER.id] === undefined ? undefined : id,
      [HEADER.messageId]: `${subject}/${id}${drive === undefined ? '' : `~${drive}`}`,
      [HEADER.error]: `${failure.code}: ${failure.message}`,
      [HEADER.attempts]: String(attempts),
      [HEADER.journeys]: journeys,
      [HEADER.originStream]: info.stream,
      [HEADER.originSequence]: String(info.sequence),
      [HEADER.originSubject]: message.subject,
      [HEADER.deadAt]: new Date().toISOString(),
    });
    await this.#publisher.store({ subject, payload, headers });
    const queue = durableOf(this.#service, definition);
    count('deadLetters', { queue, code: failure.code });
    this.#log.error({ queue, code: failure.code, id, attempts, sequence: info.sequence }, 'dead letter written');
  }
}
