import { DependencyDown } from '@arbiter/service';
import { type KV, Kvm } from '@nats-io/kv';
import type { Broker } from '../connection/broker.ts';
import { ATTEMPT_BUCKET } from '../provision/streams.ts';

/** What a message has cost so far. */
export interface AttemptRecord {
  /** Times that it was in hand when the process ended uncleanly; the try that runs is counted until it ends. */
  readonly touches: number;
  /** Times that its handler has failed. */
  readonly failures: number;
  /** Times that its handler has put it off. */
  readonly postponed?: number;
}

export const NO_ATTEMPTS: AttemptRecord = { touches: 0, failures: 0 };

/**
 * Remembers, in a bucket of the broker, what messages have cost, so that a crash or a restart does not forget it. Only
 * messages that came more than once, or failed, are in it.
 * @throws DependencyDown from every method, when the broker does not answer
 */
export class Attempts {
  readonly #broker: Broker;
  #bucket: Promise<KV> | undefined;

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  get(key: string): Promise<AttemptRecord> {
    return this.#ask(async (bucket) => {
      const entry = await bucket.get(key);
      return entry?.operation === 'PUT' ? entry.json<AttemptRecord>() : NO_ATTEMPTS;
    });
  }

  put(key: string, record: AttemptRecord): Promise<void> {
    return this.#ask(async (bucket) => {
      await bucket.put(key, JSON.stringify(record));
    });
  }

  /** Takes a key out, without the marker that a bucket's own deletion leaves for days. */
  forget(key: string): Promise<void> {
    return this.#ask(async () => {
      const { streams } = await this.#broker.manager();
      await streams.purge(`KV_${ATTEMPT_BUCKET}`, { filter: `$KV.${ATTEMPT_BUCKET}.${key}` });
    });
  }

  async #ask<Answer>(question: (bucket: KV) => Promise<Answer>): Promise<Answer> {
    try {
      await this.#broker.whenUp(0);
      this.#bucket ??= new Kvm(this.#broker.jetstream).open(ATTEMPT_BUCKET);
      return await question(await this.#bucket);
    } catch (error) {
      this.#bucket = undefined;
      throw error instanceof DependencyDown ? error : new DependencyDown('broker', error);
    }
  }
}
