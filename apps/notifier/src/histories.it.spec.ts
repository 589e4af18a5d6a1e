import { InterventionDeliveredEvent } from '@arbiter/contracts';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { PersistenceModule } from '@arbiter/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { notifierConfig } from './notifier.config.ts';
import { schema } from './persistence/schema.ts';
import { readShipped } from './rules/shipped.ts';
import { History } from './testing/histories/history.ts';
import { Oracle } from './testing/histories/oracle.ts';

@Module({ imports: [PersistenceModule.forSchema(schema)] })
class DatabaseAlone {}

/** `ARBITER_HISTORIES=1000` for all of them, `ARBITER_HISTORIES_FROM=5001` for others, `ARBITER_HISTORY=17` for one. */
const FROM = Number(process.env['ARBITER_HISTORIES_FROM'] ?? '1');
const COUNT = Number(process.env['ARBITER_HISTORIES'] ?? '24');
const ONE = process.env['ARBITER_HISTORY'];
const STEPS = 60;
const TABLES = ['delivery', 'intervention', 'promise', 'recipient', 'lead', 'outgoing', 'person_match'];

const shipped = readShipped(undefined);

describe('generated histories with a simulated clock, and crashes between any two steps', () => {
  let fresh: FreshDatabase;
  let app: INestApplication;
  let database: Database;
  const seeds = ONE === undefined ? Array.from({ length: COUNT }, (_, index) => FROM + index) : [Number(ONE)];
  const total = { messages: 0, proposals: 0, crashes: 0, hard: 0 };
  const notSent: Record<string, number> = {};

  const configOf = (seed: number) =>
    loadConfig(notifierConfig, {
      ARBITER_DATABASE_URL: fresh.url,
      ARBITER_KEPT_PROMISES: seed % 2 === 0 ? 'thank' : 'silence',
      ARBITER_QUIET_HOURS: seed % 3 === 0 ? '00:00-00:00' : '18:00-09:00',
      ARBITER_DIGEST_HOURS: seed % 3 === 0 ? '0' : '12',
    });

  beforeAll(async () => {
    fresh = await freshDatabase();
    const config = configOf(1);
    await migrate(schema, config);
    app = await createService({ name: 'notifier', module: DatabaseAlone, config: notifierConfig }, config);
    database = app.get(Database, { strict: false });
  });
  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  /** Answers everything that was wrong in a history. */
  async function live(seed: number): Promise<readonly string[]> {
    for (const table of TABLES) await database.query(`delete from ${table}`);
    const config = configOf(seed);
    const history = new History(seed, { database, config, shipped });
    const oracle = new Oracle(config);
    const judged = { slack: 0, email: 0 };
    const wrong: string[] = [];
    const judge = (when: string) => {
      // In the order in which they came, whichever way: some steps take days.
      const fresh = [history.slack, history.email]
        .flatMap((channel) => {
          const name = channel.name as 'slack' | 'email';
          const some = channel.arrivals.slice(judged[name]).map((arrival) => ({ name, arrival }));
          judged[name] = channel.arrivals.length;
          return some;
        })
        .toSorted((one, other) => one.arrival.sentAt.getTime() - other.arrival.sentAt.getTime());
      for (const { name, arrival } of fresh) {
        wrong.push(...oracle.judge(arrival, name, history.truth).map((what) => `${when}: ${what}`));
        if (arrival.post.role === 'proposal') total.proposals += 1;
        else total.messages += arrival.post.lines.length;
        total.hard += arrival.post.lines.filter(({ tone }) => tone === 'firm').length;
      }
    };
    await history.begin();
    for (let step = 0; step < STEPS; step++) judge(`step ${String(step)} ${JSON.stringify(await history.step())}`);
    await history.end();
    judge('the end');
    total.crashes += history.crashes;
    return [...wrong, ...(await leftOver(history))];
  }

  /** In the end nothing hangs, and what is told to have arrived is what arrived. */
  async function leftOver(history: History): Promise<readonly string[]> {
    const hanging = await database.query<{ readonly state: string; readonly role: string }>(
      `select role, state from delivery where state in ('pending', 'sending', 'unknown') and due <= $1`,
      [history.truth.now],
    );
    const open = await database.query(`select from outgoing`);
    const stopped = await database.query<{ readonly outcome: string }>(
      `select outcome from delivery where role = 'message' and state = 'cancelled'`,
    );
    for (const { outcome } of stopped) notSent[outcome] = (notSent[outcome] ?? 0) + 1;
    const arrived = history.arrivals
      .filter(({ post }) => post.role === 'message')
      .flatMap(({ post }) => post.lines.map(({ interventionId }) => interventionId));
    const told = [...history.ground.published.values()]
      .filter(({ subject }) => subject === InterventionDeliveredEvent.subject)
      .map(({ data }) => (data as { readonly interventionId: string }).interventionId);
    return [
      ...hanging.map(({ role, state }) => `a ${role} is ${state} for good`),
      ...open.map(() => 'an event was not published'),
      ...arrived.filter((id) => !told.includes(id)).map(() => 'an arrival was not told'),
      ...told.filter((id) => !arrived.includes(id)).map(() => 'an arrival was told that never was'),
    ];
  }

  it(`send nothing that a rule forbids, and nothing twice: ${String(seeds.length)} of them`, async () => {
    const failures: string[] = [];
    for (const seed of seeds) failures.push(...(await live(seed)).map((what) => `history ${String(seed)}: ${what}`));
    if (COUNT >= 100) console.log(JSON.stringify({ histories: COUNT, ...total, notSent }));
    expect(failures.slice(0, 20)).toEqual([]);
    // A test of what is never sent is worth something only where things are sent.
    expect(total.messages).toBeGreaterThan(ONE === undefined ? seeds.length : -1);
    expect(total.crashes).toBeGreaterThan(ONE === undefined ? seeds.length : -1);
  }, 3_600_000);
});
