import { EVENT_OWNERS, streamOf } from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { type ConsumerInfo, JetStreamApiCodes, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { Injectable } from '@nestjs/common';
import type { Broker } from '../connection/broker.ts';

/** How far a durable consumer is behind; in messages. */
export interface Lag {
  readonly stream: string;
  readonly durable: string;
  /** Not delivered yet. */
  readonly pending: number;
  /** Delivered and not acknowledged. */
  readonly inFlight: number;
  /** Of those, delivered more than once. */
  readonly redelivered: number;
}

/** How long a broker may take to come back before it counts as down, milliseconds. */
const PATIENCE = 2_000;

/** Tells how far consumers are behind. */
@Injectable()
export class ConsumerLag {
  readonly #broker: Broker;

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  /**
   * The lag of every durable consumer of the system.
   * @throws DependencyDown
   */
  async list(): Promise<readonly Lag[]> {
    await this.#broker.whenUp(PATIENCE);
    try {
      const manager = await this.#broker.manager();
      return (await Promise.all(EVENT_OWNERS.map((owner) => lagsOf(manager, streamOf(owner))))).flat();
    } catch (error) {
      throw new DependencyDown('broker', error);
    }
  }

  /** The lag of one consumer. */
  async of(stream: string, durable: string): Promise<Lag> {
    const { consumers } = await this.#broker.manager();
    return lagOf(await consumers.info(stream, durable));
  }
}

/** None where the stream was not provisioned yet. */
async function lagsOf({ consumers }: JetStreamManager, stream: string): Promise<Lag[]> {
  const lags: Lag[] = [];
  try {
    for await (const info of consumers.list(stream)) if (info.config.durable_name !== undefined) lags.push(lagOf(info));
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== JetStreamApiCodes.StreamNotFound) throw error;
  }
  return lags;
}

const lagOf = (info: ConsumerInfo): Lag => ({
  stream: info.stream_name,
  durable: info.name,
  pending: info.num_pending,
  inFlight: info.num_ack_pending,
  redelivered: info.num_redelivered,
});
