import { type EventDefinition, type ServiceName, deadLetterSubjectOf, durableOf } from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { count, logger } from '@arbiter/telemetry';
import { JetStreamApiError } from '@nats-io/jetstream';
import type { Broker } from '../connection/broker.ts';
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
  readonly #broker: Broker;
  readonly #publisher: Publisher;
  readonly #log = logger('consume');

  constructor(service: ServiceName, broker: Broker, publisher: Publisher) {
    this.#service = service;
    this.#broker = broker;
    this.#publisher = publisher;
  }

  /**
   * Stores an event, or the one item of it that was handed to the handler, as a replay gives it to all its receivers. Only when this resolves may its message be acknowledged.
   * @throws DependencyDown
   */
  async write(event: Incoming<never>, failure: Failure, attempts: number): Promise<void> {
    const id = event.definition.idOf(event.data);
    const payload = encoder.encode(JSON.stringify(event.wholeData(await this.#payloadOf(event.delivery))));
    await this.#store(event.delivery, event.definition, payload, id, failure, attempts, event.keys.join(','));
  }

  /**
   * Stores a message that is no event: its bytes as they came.
   * @throws DependencyDown
   */
  async writeRaw(delivery: Delivery, definition: EventDefinition<never>, failure: Failure): Promise<void> {
    const { stream, sequence } = delivery.info;
    const id = `${stream}/${String(sequence)}`;
    const payload = await this.#payloadOf(delivery);
    await this.#store(delivery, definition, payload, id, failure, 1, undefined);
  }

  /** A message's data, also where its headers came alone; none once its stream holds it no longer. */
  async #payloadOf(delivery: Delivery): Promise<Uint8Array> {
    const { info, message } = delivery;
    if (delivery.header(HEADER.size) === undefined) return message.data;
    try {
      const { streams } = await this.#broker.manager();
      const stored = await streams.getMessage(info.stream, { seq: info.sequence });
      return stored?.data ?? message.data;
    } catch (error) {
      throw error instanceof JetStreamApiError ? error : new DependencyDown('broker', error);
    }
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
      [HEADER.size]: undefined,
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
