import { parseArgs } from 'node:util';
import { Broker, provisionJourney } from '@arbiter/messaging';
import { loadConfig } from '@arbiter/service';
import { provisionConfig } from './provision.config.ts';

const HELP = `Makes the streams and the durable consumers of the journey, and brings existing ones up to date.
It deletes nothing, and changes nothing that is as it should be; run it before the services, and after each upgrade.

  node apps/admin/dist/provision.js [--help]

Environment:
  ARBITER_NATS_URL             where the broker is (nats://localhost:4222)
  ARBITER_NATS_REPLICAS        copies of each stream: 1 on one machine, 3 in production (1)
  ARBITER_NATS_STREAM_BYTES    most bytes of each stream of events (1 GiB)
`;

/** Longest wait for the broker, milliseconds: it may be starting just now. */
const PATIENCE = 30_000;

async function provision(): Promise<void> {
  const config = loadConfig(provisionConfig, process.env);
  const broker = new Broker({ name: 'provision', servers: config.ARBITER_NATS_URL }).start();
  try {
    await broker.whenUp(PATIENCE);
    const { created, updated, unchanged } = await provisionJourney(broker.connection, {
      replicas: config.ARBITER_NATS_REPLICAS,
      limits: { eventBytes: config.ARBITER_NATS_STREAM_BYTES },
    });
    for (const name of created) console.log(`created  ${name}`);
    for (const name of updated) console.log(`updated  ${name}`);
    console.log(
      `${String(created.length)} created, ${String(updated.length)} updated, ${String(unchanged.length)} as they should be.`,
    );
  } finally {
    await broker.close();
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) process.stdout.write(HELP);
else
  try {
    await provision();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
