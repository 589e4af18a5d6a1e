import { DEAD_LETTER_STREAM, EVENT_OWNERS, streamOf } from '@arbiter/contracts';
import type { ConsumerInfo, JetStreamManager } from '@nats-io/jetstream';
import type { Broker } from '../connection/broker.ts';

/** Messages read at once, and how long to wait for them, milliseconds. */
const AT_ONCE = 200;
const PATIENCE = 5_000;

/** What a pass through the streams came to. */
export interface Erased {
  /** How many messages were erased, by stream; streams without any are left out. */
  readonly erased: Readonly<Record<string, number>>;
  /** Places of the dead letters among them. */
  readonly deadLetters: readonly number[];
  /** Messages that somebody still has to handle: they are erased in a later pass, so that nothing is lost. */
  readonly waiting: number;
}

/**
 * Erases every stored message whose body `theirs` says yes to, from the streams of all owners and from that of dead letters.
 * The server overwrites an erased message on its disk with random bytes (`no_erase` off), and keeps its place free. A
 * message that a consumer has not acknowledged yet stays for a later pass; a dead letter waits for nobody.
 */
export async function eraseMessages(broker: Broker, theirs: (body: string) => boolean): Promise<Erased> {
  const manager = await broker.manager();
  const erased: Record<string, number> = {};
  let [waiting, deadLetters] = [0, [] as number[]];
  for (const stream of [...EVENT_OWNERS.map(streamOf), DEAD_LETTER_STREAM]) {
    const found = await findIn(broker, stream, theirs);
    if (found.length === 0) continue;
    const consumers = await consumersOf(manager, stream);
    const done = found.filter((message) => consumers.every((consumer) => isDone(consumer, message)));
    for (const { seq } of done) await manager.streams.deleteMessage(stream, seq, true);
    if (done.length > 0) erased[stream] = done.length;
    if (stream === DEAD_LETTER_STREAM) deadLetters = done.map(({ seq }) => seq);
    waiting += found.length - done.length;
  }
  return { erased, deadLetters, waiting };
}

interface Found {
  readonly seq: number;
  readonly subject: string;
}

/** Reads what the stream holds at the beginning, oldest first; acknowledges nothing, and no consumer notices. */
async function findIn(broker: Broker, stream: string, theirs: (body: string) => boolean): Promise<Found[]> {
  const consumer = await broker.jetstream.consumers.get(stream, {});
  const found: Found[] = [];
  let left = (await consumer.info()).num_pending;
  while (left > 0) {
    const messages = await consumer.fetch({ max_messages: Math.min(AT_ONCE, left), expires: PATIENCE });
    const before = left;
    for await (const message of messages) {
      left -= 1;
      if (theirs(message.string())) found.push({ seq: message.seq, subject: message.subject });
    }
    if (left === before) break;
  }
  return found;
}

async function consumersOf(manager: JetStreamManager, stream: string): Promise<ConsumerInfo[]> {
  const consumers: ConsumerInfo[] = [];
  for await (const consumer of manager.consumers.list(stream)) {
    if (consumer.config.durable_name !== undefined) consumers.push(consumer);
  }
  return consumers;
}

/** Whether a consumer has no use for a message any more. */
function isDone(
  { config, ack_floor: floor, num_pending, num_ack_pending }: ConsumerInfo,
  { seq, subject }: Found,
): boolean {
  const filters = config.filter_subjects ?? (config.filter_subject === undefined ? [] : [config.filter_subject]);
  if (filters.length > 0 && !filters.includes(subject)) return true;
  return (num_pending === 0 && num_ack_pending === 0) || floor.stream_seq >= seq;
}
