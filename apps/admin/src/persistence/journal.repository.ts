import { type JourneyKey, type JourneyKind, kindOfJourney } from '@arbiter/contracts';
import { Database, type OnConflict, type Statements, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { CLOSING, OVERTAKEN, type Taken, isComplete, isCompleteAtOnce } from '../journey-status.ts';
import { BEGINNINGS } from '../keep-journal/legs.ts';
import type { Step } from '../keep-journal/step.ts';

/**
 * Statistics lag far behind a table that grows by thousands of rows a second, and let the planner read all of it for a few
 * rows. By index is always right here.
 */
const ALONE_AND_BY_INDEX = `select pg_advisory_xact_lock(hashtext('arbiter-journal')), set_config('enable_seqscan', 'off', true),
  set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`;

type Keys = ReadonlyMap<string, JourneyKey>;

interface StepRow {
  readonly journey: string;
  readonly leg: number;
  readonly fact: string;
  readonly names: string[] | null;
}

/** Writes the journal. */
@Injectable()
export class JournalRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores the steps that are new, and brings their journeys' state and the tallies up to date, all or nothing.
   * One writer at a time, in all processes: two that hold back each other's last step would both leave the journey open.
   */
  async write(steps: readonly Step[]): Promise<void> {
    await adding((onConflict) => this.#write(steps, onConflict));
  }

  #write(steps: readonly Step[], onConflict: OnConflict): Promise<void> {
    return this.database.transaction(async (transaction) => {
      await transaction.query(ALONE_AND_BY_INDEX);
      const keys = new Map(steps.map(({ journey, key }) => [journey, key]));
      const candidates = await insert(transaction, steps, onConflict);
      // What was not there before stands as it was inserted.
      const open = onConflict === '' ? candidates.filter((id) => !isCompleteAtOnce(kindOf(keys, id))) : candidates;
      if (open.length > 0) await settle(transaction, keys, await takenBy(transaction, open));
    });
  }
}

/**
 * Answers the journeys with new steps that may be complete. A late step looks for the closing one by its key: `limit` keeps the
 * planner from reading all that there are.
 */
async function insert(transaction: Statements, steps: readonly Step[], onConflict: OnConflict): Promise<string[]> {
  const first = steps.filter(({ leg }) => BEGINNINGS.has(leg));
  const rows = await transaction.query<{ journey: string }>(
    `with begun as (
       insert into journey (id, key, complete) select * from unnest($1::uuid[], $2::text[], $3::boolean[]) ${onConflict} returning key
     ), counted as (
       insert into tally (forge, repository_id, begun)
       select split_part(key, '/', 2), split_part(key, '/', 3), count(*) from begun where key like 'commit/%' group by 1, 2
       on conflict (forge, repository_id) do update set begun = tally.begun + excluded.begun
     ), taken as (
       insert into step (journey, leg, fact, at, trace, delivery, names)
       select journey, leg, fact, at, trace, delivery, names::bigint[]
       from unnest($4::uuid[], $5::smallint[], $6::bigint[], $7::timestamptz[], $8::uuid[], $9::uuid[], $10::text[])
         as input (journey, leg, fact, at, trace, delivery, names)
       ${onConflict}
       returning journey, leg
     )
     select journey from taken group by journey
     having bool_or(leg = any($11::smallint[]))
         or (select true from step where step.journey = taken.journey and leg = $12 limit 1)`,
    [
      literal(first.map(({ journey }) => journey)),
      first.map(({ key }) => key),
      literal(first.map(({ key }) => String(isCompleteAtOnce(kindOfJourney(key))))),
      literal(steps.map(({ journey }) => journey)),
      literal(steps.map(({ leg }) => String(leg))),
      literal(steps.map(({ fact }) => fact)),
      literal(steps.map(({ at }) => `"${at}"`)),
      literal(steps.map(({ trace }) => trace ?? 'null')),
      literal(steps.map(({ delivery }) => delivery ?? 'null')),
      literal(steps.map(({ names }) => (names.length === 0 ? 'null' : `"${literal(names)}"`))),
      literal(CLOSING.map(String)),
      OVERTAKEN,
    ],
  );
  return rows.map(({ journey }) => journey);
}

async function takenBy(transaction: Statements, journeys: readonly string[]): Promise<Map<string, StepRow[]>> {
  const rows = await transaction.query<StepRow>(
    'select journey, leg, fact, names from step where journey = any($1::uuid[])',
    [literal(journeys)],
  );
  return Map.groupBy(rows, ({ journey }) => journey);
}

/** Notes which journeys are complete, also of one that goes on, and counts those of commits. */
async function settle(
  transaction: Statements,
  keys: Keys,
  journeys: ReadonlyMap<string, readonly StepRow[]>,
): Promise<void> {
  const states = [...journeys].map(([id, steps]) => ({
    id,
    complete: isComplete(kindOf(keys, id), steps.map(toTaken)),
  }));
  await transaction.query(
    `with changed as (
       update journey set complete = state.complete
       from unnest($1::uuid[], $2::boolean[]) as state (id, complete)
       where journey.id = state.id and journey.complete <> state.complete
       returning journey.key, journey.complete
     )
     insert into tally (forge, repository_id, complete)
     select split_part(key, '/', 2), split_part(key, '/', 3), sum(case when complete then 1 else -1 end)
     from changed where key like 'commit/%' group by 1, 2
     on conflict (forge, repository_id) do update set complete = tally.complete + excluded.complete`,
    [literal(states.map(({ id }) => id)), literal(states.map(({ complete }) => String(complete)))],
  );
}

function kindOf(keys: Keys, id: string): JourneyKind {
  const key = keys.get(id);
  if (key === undefined) throw new Error(`journey ${id} was not asked for`);
  return kindOfJourney(key);
}

const toTaken = ({ leg, fact, names }: StepRow): Taken => ({ leg, fact, names: names ?? [] });

/** An array as Postgres reads it, of values that need no quotes: the driver's own way costs more than the statement. */
const literal = (values: readonly string[]): string => `{${values.join(',')}}`;
