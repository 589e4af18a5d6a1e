import { Costs, type RequestOf } from '@arbiter/contracts';
import type { NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import { ask } from './ask.ts';

/** A year of charges: a hundred repositories of twenty teams, four models, two tasks. */
const GENERATE = `
  insert into cost.dimension (team, department, repository, provider, model, task)
  select 'team-' || r % 20, 'department-' || r % 4, 'github/' || r, 'openai', 'model-' || m, t
  from generate_series(0, 99) r, generate_series(0, 3) m, unnest(array['review', 'judge']) t
  on conflict do nothing;
  insert into cost.charge
  select 'generated-' || i, now() - i * (interval '365 days' / $COUNT), d.ids[1 + i % 800], 'message/x', null, null,
         1000 + i % 500, 0, 0, 0, 100, 0, 1000000 + i % 1000, 0, null, 'price-book', false, null
  from generate_series(1, $COUNT) i,
       (select array_agg(id) as ids from (select id from cost.dimension where task in ('review', 'judge') limit 800) x) d;
  set search_path = cost; select sum_up_all(); reset search_path;
  analyze cost.charge; analyze cost.spending; analyze cost.dimension`;

/** What people ask: the whole year, whole months, odd hours, every day of a quarter. */
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
export const questions = (): RequestOf<typeof Costs>[] => [
  { groupBy: ['team'] },
  { groupBy: ['team', 'provider', 'model'] },
  { groupBy: ['repository', 'task'], from: daysAgo(200), to: daysAgo(20) },
  { groupBy: ['department', 'month'] },
  { groupBy: ['team', 'day'], from: daysAgo(90) },
  { groupBy: ['model'], from: daysAgo(30.4), to: daysAgo(0.3), filter: { team: 'team-7' } },
  { groupBy: ['task'], from: daysAgo(0.7), to: daysAgo(0.2) },
];

/** The 95th percentile of answers over so many charges, milliseconds. */
export async function measureQuestions(
  broker: NatsConnection,
  database: pg.Client,
  { charges, rounds }: { readonly charges: number; readonly rounds: number },
): Promise<number> {
  // A partition for each month, so that the charges lie as they would after a year.
  await database.query(`
    set search_path = cost;
    select make_month(m) from generate_series(now() - interval '366 days', now(), interval '1 day') m;
    reset search_path`);
  await database.query(GENERATE.replaceAll('$COUNT', String(charges)));
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions()) {
      const started = performance.now();
      await ask(broker, Costs, question);
      took.push(performance.now() - started);
    }
  }
  return took.toSorted((one, other) => one - other)[Math.floor(took.length * 0.95)] ?? Number.NaN;
}
