import { type DirectoryEntry, ImportPeople } from '@arbiter/contracts';
import type { NatsConnection } from '@nats-io/transport-node';
import { ask } from '../cost/ask.ts';

const AT_ONCE = 500;

const entryOf = (id: number): DirectoryEntry => ({
  userName: `person${id}`,
  displayName: `Person Number${id}`,
  emails: [`person${id}@example.org`, `person${id}@home.example.org`],
  team: `team-${id % 200}`,
  department: `department-${id % 20}`,
  active: true,
});

/** Seconds in which identity takes so many people from a directory that it has never seen. */
export async function measureDirectory(broker: NatsConnection, people: number): Promise<number> {
  const started = performance.now();
  for (let first = 0; first < people; first += AT_ONCE) {
    const entries = Array.from({ length: AT_ONCE }, (_, index) => entryOf(first + index));
    const { created } = await ask(broker, ImportPeople, { entries, dryRun: false });
    if (created !== AT_ONCE) throw new Error(`identity took ${created} of ${AT_ONCE} people`);
  }
  return (performance.now() - started) / 1000;
}
