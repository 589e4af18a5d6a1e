import { type EventDefinition, streamOf } from '@arbiter/contracts';
import type { Broker } from '../connection/broker.ts';

/** Events read at once, and how long to wait for them, milliseconds. */
const AT_ONCE = 200;
const PATIENCE = 5_000;

/**
 * Reads every event of a kind that its stream still holds, oldest first, a batch at a time; ends with those that were there
 * at the beginning. For rebuilding what was made of them: it acknowledges nothing, and no consumer notices.
 */
export async function* storedEvents<Data>(
  broker: Broker,
  definition: EventDefinition<Data>,
): AsyncGenerator<readonly Data[]> {
  const consumer = await broker.jetstream.consumers.get(streamOf(definition.owner), {
    filter_subjects: definition.subject,
  });
  let left = (await consumer.info()).num_pending;
  while (left > 0) {
    const batch: Data[] = [];
    const messages = await consumer.fetch({ max_messages: Math.min(AT_ONCE, left), expires: PATIENCE });
    for await (const message of messages) batch.push(definition.parse(message.json()));
    if (batch.length === 0) return;
    left -= batch.length;
    yield batch;
  }
}
