import { CommitsAttributedEvent, type CommitsIngested, CommitsIngestedEvent } from '@arbiter/contracts';
import { jetstream } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';

/** People with an address and a membership each, known by their directory. */
const GENERATE = `
  create temp table bench as select i, gen_random_uuid() as id from generate_series(1, $COUNT) i;
  insert into identity.person (id, kind, standing) select id, 'human', 'known' from bench;
  insert into identity.account (kind, value, person_id, evidence, source)
  select 'email', 'bench' || i || '@example.org', id, 'directory', 'ldap' from bench;
  insert into identity.membership (person_id, number, team, department)
  select id, 1, 'team-' || i % 500, 'department-' || i % 50 from bench;
  analyze identity.person; analyze identity.account; analyze identity.membership; analyze identity.match`;

const BATCH = 20;

export interface Attribution {
  /** From the event of one commit to the event of who made it, 95th percentile, milliseconds. */
  readonly alone: number;
  /** The same for each commit where twenty come in one push. */
  readonly together: number;
}

/** How long it takes to say who made a commit, where so many people are known. */
export async function measureAttribution(
  broker: NatsConnection,
  database: pg.Client,
  { people, rounds }: { readonly people: number; readonly rounds: number },
): Promise<Attribution> {
  await database.query(GENERATE.replaceAll('$COUNT', String(people)));
  const alone = await measure(broker, rounds, 1, people);
  const together = await measure(broker, rounds, BATCH, people);
  return { alone, together: together / BATCH };
}

async function measure(broker: NatsConnection, rounds: number, commits: number, people: number): Promise<number> {
  const subscription = broker.subscribe(CommitsAttributedEvent.subject);
  const told = subscription[Symbol.asyncIterator]();
  const took: number[] = [];
  // The first rounds warm up.
  for (let round = -20; round < rounds; round += 1) {
    const push = pushOf(commits, people);
    const fields = headers();
    fields.set('ce-specversion', '1.0');
    fields.set('ce-id', CommitsIngestedEvent.idOf(push));
    fields.set('ce-type', CommitsIngestedEvent.type);
    fields.set('ce-source', '/arbiter/bench');
    fields.set('ce-time', new Date().toISOString());
    const started = performance.now();
    await jetstream(broker).publish(CommitsIngestedEvent.subject, JSON.stringify(push), { headers: fields });
    await told.next();
    if (round >= 0) took.push(performance.now() - started);
  }
  subscription.unsubscribe();
  return took.toSorted((one, other) => one - other)[Math.floor(took.length * 0.95)] ?? Number.NaN;
}

const pushOf = (commits: number, people: number): CommitsIngested => ({
  cause: 'bench',
  pushes: [
    {
      push: {
        deliveryId: randomUUID(),
        forge: 'github',
        repository: { id: '1', name: 'bench/bench' },
        ref: 'refs/heads/main',
        part: 0,
      },
      commits: Array.from({ length: commits }, () => ({
        sha: randomBytes(20).toString('hex'),
        message: { text: 'Mend the lock' },
        authoredAt: '2026-08-03T10:00:00+02:00',
        author: { name: 'Somebody', email: `bench${1 + Math.floor(Math.random() * people)}@example.org` },
      })),
    },
  ],
});
