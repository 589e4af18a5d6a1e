import { EVENT_OWNERS, type EventOwner, streamOf } from '@arbiter/contracts';
import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import type { Broker } from '../connection/broker.ts';

/** A stream with more than this part of its bytes in use is emptied down to it. */
const ENOUGH = 0.5;

/**
 * Keeps room in the streams. They refuse when they are full rather than forget; but what every consumer has acknowledged is
 * kept only for replays, and must not keep anything new out.
 */
export class StreamRoom {
  readonly #broker: Broker;

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  /**
   * Takes the oldest messages out of streams that are filling up, as far as every consumer is done with them. Answers how
   * many, by stream; streams that had room are left out.
   */
  async make(): Promise<ReadonlyMap<string, number>> {
    const manager = await this.#broker.manager();
    const purged = new Map<string, number>();
    for (const owner of EVENT_OWNERS) {
      const count = await makeRoom(manager, owner);
      if (count > 0) purged.set(streamOf(owner), count);
    }
    return purged;
  }
}

async function makeRoom({ streams, consumers }: JetStreamManager, owner: EventOwner): Promise<number> {
  const name = streamOf(owner);
  const surplus = surplusOf(await streams.info(name));
  if (surplus === undefined) return 0;
  let done = surplus;
  for await (const { ack_floor: floor } of consumers.list(name)) done = Math.min(done, floor.stream_seq);
  return done === 0 ? 0 : (await streams.purge(name, { seq: done + 1 })).purged;
}

/** The sequence up to which a stream would have to be emptied, taking its messages for equally large. */
function surplusOf({ config, state }: StreamInfo): number | undefined {
  const kept = (config.max_bytes * ENOUGH) / state.bytes;
  if (config.max_bytes <= 0 || state.bytes === 0 || kept >= 1) return undefined;
  return state.last_seq - Math.floor((state.last_seq - state.first_seq + 1) * kept);
}
