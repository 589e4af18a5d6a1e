import { setTimeout as sleep } from 'node:timers/promises';
import { type Usage, UsageRecordedEvent } from '@arbiter/contracts';
import { jetstream } from '@nats-io/jetstream';
import { type NatsConnection, headers } from '@nats-io/transport-node';
import type pg from 'pg';

const BATCH = 100;

const usageOf = (id: number): Usage => ({
  usageId: `bench-${id}`,
  journey: `message/bench-${id}`,
  task: 'extraction',
  provider: 'openai',
  model: 'gpt-4o',
  tokens: { input: 1000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 100, reasoning: 0 },
  person: {
    id: '1b4e28ba-2fa1-8d2a-883f-0016d3cca427',
    kind: 'human',
    standing: 'known',
    team: `team-${id % 20}`,
    department: `department-${id % 4}`,
  },
  forge: 'github',
  repository: { id: String(id % 100), name: 'bench/bench' },
  at: new Date().toISOString(),
});

/** Usages priced and stored a second, from the first event to the last row. No budget covers them. */
export async function measureUsages(broker: NatsConnection, database: pg.Client, usages: number): Promise<number> {
  const js = jetstream(broker);
  const started = performance.now();
  for (let first = 0; first < usages; first += BATCH) {
    const recorded = {
      cause: `bench-${first}`,
      usages: Array.from({ length: BATCH }, (_, index) => usageOf(first + index)),
    };
    const fields = headers();
    fields.set('ce-specversion', '1.0');
    fields.set('ce-id', UsageRecordedEvent.idOf(recorded));
    fields.set('ce-type', UsageRecordedEvent.type);
    fields.set('ce-source', '/arbiter/bench');
    fields.set('ce-time', new Date().toISOString());
    await js.publish(UsageRecordedEvent.subject, JSON.stringify(recorded), { headers: fields });
  }
  while ((await stored(database)) < usages) await sleep(20);
  return usages / ((performance.now() - started) / 1000);
}

async function stored(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ calls: string | null }>(
    `select sum(calls) as calls from cost.spending where grain = 'm'`,
  );
  return Number(rows[0]?.calls ?? 0);
}
