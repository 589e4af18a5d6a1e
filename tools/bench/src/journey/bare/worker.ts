/**
 * One service of the bare pipeline, a process of its own: plain NATS and Postgres clients, whatever is waiting at once,
 * rows first, then what follows, then the acknowledgement. No validation, no spans, no retries.
 */
import { DeliveryAcceptedEvent, streamOf, durableOf, type EventOwner } from '@arbiter/contracts';
import { type JsMsg, jetstream } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import pg from 'pg';
import { inserterOf } from './insert.ts';
import { journalOf } from './journal.ts';
import { type Out, STAGES } from './stages.ts';

const BATCH = 100;
const JOURNALED = [...STAGES.map(({ subject }) => subject), 'cost.usage.priced.v1'] as const;

const [service = '', databaseUrl = '', natsUrl = ''] = process.argv.slice(2);
const database = new pg.Pool({ connectionString: databaseUrl, max: 5 });
database.on('error', () => undefined);
const connection = await connect({ servers: natsUrl, name: service });
const stream = jetstream(connection);

/** Hands over whatever is waiting, one batch after the other. */
async function consume(subject: string, handle: (messages: readonly JsMsg[]) => Promise<void>): Promise<void> {
  const name = streamOf(subject.slice(0, subject.indexOf('.')) as EventOwner);
  const durable = durableOf(service as 'admin', { subject: subject as 'gateway.x.v1' });
  const messages = await (await stream.consumers.get(name, durable)).consume({ max_messages: 4 * BATCH });
  const waiting: JsMsg[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      await handle(batch);
      for (const message of batch) message.ack();
    }
    running = false;
  };
  for await (const message of messages) {
    waiting.push(message);
    if (!running) {
      running = true;
      // What arrived in the same turn goes together.
      setImmediate(() => void run());
    }
  }
}

async function publish({ subject, id, data }: Out): Promise<void> {
  const sent = headers();
  const fields = {
    specversion: '1.0',
    id,
    type: `dev.arbiter.${subject}`,
    source: `/arbiter/${service}`,
    time: new Date().toISOString(),
  };
  for (const [name, value] of Object.entries(fields)) sent.set(`ce-${name}`, value);
  await stream.publish(subject, JSON.stringify(data), { msgID: id, headers: sent });
}

/** What the journal is told: of a delivery no more than its id, in the headers. */
const toldBy = (message: JsMsg): unknown =>
  message.subject === DeliveryAcceptedEvent.subject
    ? DeliveryAcceptedEvent.outline?.ofId?.(message.headers?.get('ce-id') ?? '')
    : message.json();

if (service === 'admin') {
  const journal = journalOf(database);
  for (const subject of JOURNALED) {
    void consume(subject, (messages) =>
      journal(
        subject,
        messages.map((message) => ({ data: toldBy(message), time: message.headers?.get('ce-time') ?? '' })),
      ),
    );
  }
} else {
  const insert = inserterOf(database);
  for (const { subject, handle } of STAGES.filter((stage) => stage.service === service)) {
    void consume(subject, async (messages) => {
      const follow = await handle(
        messages.map((message) => message.json<never>()),
        insert,
      );
      await Promise.all(follow.map(publish));
    });
  }
}
process.send?.('ready');
process.once('disconnect', () => process.exit(0));
