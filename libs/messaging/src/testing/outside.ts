import { type EventDefinition, streamOf } from '@arbiter/contracts';
import { Broker } from '../connection/broker.ts';
import { provisionJourney } from '../provision/provision.ts';
import { Events } from '../publish/events.ts';
import { Publisher } from '../publish/publisher.ts';
import { until } from './until.ts';

/** Bytes enough for tests. */
const SMALL = { eventBytes: 64e6, deadLetterBytes: 8e6, advisoryBytes: 1e6, attemptBytes: 4e6 };

/** The world around a service under test: sends it events, and sees what it and others have published. */
export class Outside {
  readonly #broker: Broker;
  /** Publishes as the gateway would. */
  readonly events: Events;

  private constructor(broker: Broker) {
    this.#broker = broker;
    this.events = new Events('gateway', new Publisher(broker));
  }

  /** Provisions the journey on a fresh broker. */
  static async of(natsUrl: string): Promise<Outside> {
    const broker = new Broker({ name: 'outside', servers: [natsUrl] }).start();
    await provisionJourney(await broker.connected(), { limits: SMALL });
    return new Outside(broker);
  }

  /** Every event of a kind that the stream holds, in the order of publishing. */
  async published<Data>(definition: EventDefinition<Data>): Promise<Data[]> {
    const { streams } = await this.#broker.manager();
    const found: Data[] = [];
    for (let seq = 1; ;) {
      // The server knows more than the client's type of this request says.
      const next: { seq: number; next_by_subj: string } = { seq, next_by_subj: definition.subject };
      const message = await streams.getMessage(streamOf(definition.owner), next).catch(() => null);
      if (!message) return found;
      found.push(definition.parse(message.json()));
      seq = message.seq + 1;
    }
  }

  /** The same, once there are at least `count` of them. */
  async awaitPublished<Data>(definition: EventDefinition<Data>, count: number): Promise<Data[]> {
    let found: Data[] = [];
    await until(async () => (found = await this.published(definition)).length >= count);
    return found;
  }

  close(): Promise<void> {
    return this.#broker.close();
  }
}
