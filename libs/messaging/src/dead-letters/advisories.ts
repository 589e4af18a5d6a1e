import {
  type ConsumerDeclaration,
  type EventDefinition,
  consumersOfJourney,
  deadLetterSubjectOf,
  durableOf,
} from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { JetStreamApiError, type JetStreamManager, type StoredMsg } from '@nats-io/jetstream';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Broker } from '../connection/broker.ts';
import { ADVISORY_STREAM } from '../provision/streams.ts';
import type { Publisher } from '../publish/publisher.ts';
import { HEADER } from '../wire/header.ts';
import { headersOf, recordOf } from '../wire/headers.ts';

/** The server's notice that it gave up a message (`io.nats.jetstream.advisory.v1.max_deliver`), as far as we need it. */
const Advisory = z.object({
  timestamp: z.string(),
  stream: z.string(),
  consumer: z.string(),
  stream_seq: z.number().int().positive(),
  deliveries: z.number().int().nonnegative(),
});
type Advisory = z.infer<typeof Advisory>;

/** The server knows more than the client's type of this request says. */
const OLDEST: { readonly seq: number; readonly next_by_subj: string } = { seq: 1, next_by_subj: '>' };

/**
 * The server drops a message silently where an operator has set `max_deliver` on a consumer, and leaves a notice. Each
 * notice becomes a dead letter like any other: listed, replayed, dropped.
 */
@Injectable()
export class Advisories {
  readonly #broker: Broker;
  readonly #publisher: Publisher;
  readonly #log = logger('advisories');
  readonly #consumers: ReadonlyMap<string, ConsumerDeclaration>;

  constructor(broker: Broker, publisher: Publisher, declared = consumersOfJourney()) {
    this.#broker = broker;
    this.#publisher = publisher;
    this.#consumers = new Map(declared.map((consumer) => [durableOf(consumer.service, consumer.event), consumer]));
  }

  /**
   * Turns all notices into dead letters, and removes each once that is stored; answers how many there were. Several may
   * do so at once.
   * @throws DependencyDown
   */
  async takeOver(): Promise<number> {
    await this.#broker.whenUp(0);
    try {
      const { streams } = await this.#broker.manager();
      for (let taken = 0; ; taken++) {
        const notice = await streams.getMessage(ADVISORY_STREAM, OLDEST);
        if (notice === null) return taken;
        await this.#bury(streams, notice);
        await streams.deleteMessage(ADVISORY_STREAM, notice.seq, false).catch(unlessGone);
      }
    } catch (error) {
      throw error instanceof JetStreamApiError ? error : new DependencyDown('broker', error);
    }
  }

  async #bury(streams: JetStreamManager['streams'], notice: StoredMsg): Promise<void> {
    const { data: advisory } = Advisory.safeParse(jsonOf(notice));
    const consumer = advisory && this.#consumers.get(advisory.consumer);
    const message = consumer && (await streams.getMessage(advisory.stream, { seq: advisory.stream_seq }));
    if (!message) {
      this.#log.error({ consumer: advisory?.consumer, sequence: advisory?.stream_seq }, 'message lost by the server');
      return;
    }
    await this.#publisher.store(letterOf(advisory, consumer, message));
    this.#log.error({ queue: advisory.consumer, sequence: advisory.stream_seq }, 'message given up by the server');
  }
}

function letterOf(advisory: Advisory, { service, event }: ConsumerDeclaration, message: StoredMsg) {
  const original = recordOf(message.header);
  const subject = deadLetterSubjectOf(service, event);
  const headers = headersOf({
    ...original,
    [HEADER.messageId]: `${subject}/${advisory.stream}/${String(advisory.stream_seq)}/${String(advisory.deliveries)}`,
    [HEADER.error]: 'max-deliveries: the server gave the message up',
    [HEADER.attempts]: String(advisory.deliveries),
    [HEADER.journeys]: journeysOf(event, message),
    [HEADER.originStream]: advisory.stream,
    [HEADER.originSequence]: String(advisory.stream_seq),
    [HEADER.originSubject]: message.subject,
    [HEADER.deadAt]: advisory.timestamp,
  });
  return { subject, payload: message.data, headers };
}

/** Undefined for a message that is no event. */
function journeysOf(event: EventDefinition<never>, message: StoredMsg): string | undefined {
  try {
    return event.itemsOf(event.parse(message.json())).join(',');
  } catch {
    return undefined;
  }
}

function jsonOf(message: StoredMsg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}

/** Somebody else was quicker. */
function unlessGone(error: unknown): void {
  if (!(error instanceof JetStreamApiError)) throw error;
}
