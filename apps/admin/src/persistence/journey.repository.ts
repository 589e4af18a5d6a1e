import { type JourneyKey, type JourneyStatus, kindOfJourney } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../journey-status.ts';
import { journeyId, journeyIdsOf } from '../keep-journal/digest.ts';
import type { StoredStep } from '../show-journeys/journey.ts';

/** One journey as it stands. */
export interface JourneyState {
  readonly key: JourneyKey;
  readonly status: JourneyStatus;
}

export interface JourneyCounts {
  readonly running: number;
  readonly complete: number;
  readonly deadLettered: number;
}

/** Most journeys that one beginning of a SHA answers. */
const MAX_FOUND = 50;

const STATE = `journey.key, journey.complete,
  exists (select from dead_letter where journeys @> array[journey.id] and settled is distinct from 'replayed') as dead`;

interface StateRow {
  readonly key: JourneyKey;
  readonly complete: boolean;
  readonly dead: boolean;
}

/** Reads the journal. */
@Injectable()
export class JourneyRepository {
  constructor(private readonly database: Database) {}

  /** Where the journeys stand, in one statement; those that are not known are missing. */
  async states(keys: readonly JourneyKey[]): Promise<JourneyState[]> {
    const rows = await this.database.query<StateRow>(`select ${STATE} from journey where id = any($1::uuid[])`, [
      keys.map(journeyId),
    ]);
    return rows.map(toState);
  }

  /** The journeys of commits whose SHA begins so, in any repository. */
  async statesOfSha(sha: string): Promise<JourneyState[]> {
    const { from, to } = journeyIdsOf(sha);
    const rows = await this.database.query<StateRow>(
      `select ${STATE} from journey
       where id between $1 and $2 and key like 'commit/%' and starts_with(split_part(key, '/', -1), $3)
       order by key limit ${String(MAX_FOUND)}`,
      [from, to, sha],
    );
    return rows.map(toState);
  }

  /** The steps of a journey in the order of time; the delivery that it came by comes first. */
  async steps(key: JourneyKey): Promise<StoredStep[]> {
    const own = await this.database.query<StoredStep & { delivery: string | null }>(
      `select $2::text as key, leg, at, trace, delivery from step where journey = $1 order by at, leg`,
      [journeyId(key), key],
    );
    const deliveries = new Set(own.map(({ delivery }) => delivery).filter((id) => id !== null));
    if (deliveries.size === 0) return own;
    const before = await this.database.query<StoredStep>(
      `select journey.key, step.leg, step.at, step.trace from step join journey on journey.id = step.journey
       where step.journey = any($1::uuid[])`,
      [[...deliveries].map((id) => journeyId(`delivery/${id}`))],
    );
    return [...before, ...own].sort((one, other) => one.at.getTime() - other.at.getTime() || one.leg - other.leg);
  }

  /**
   * How many commits' journeys are in which state. Those that stopped are looked up one by one: there are few, and joined in any
   * other way the whole journal would be read for them.
   */
  async count(filter: { forge?: string | undefined; repositoryId?: string | undefined }): Promise<JourneyCounts> {
    const [row] = await this.database.query<{ begun: string; complete: string; dead: string }>(
      `select coalesce(sum(begun), 0) as begun, coalesce(sum(complete), 0) as complete,
         (select count(*) from (select distinct unnest(journeys) as id from dead_letter
                                where settled is distinct from 'replayed') as stopped
          where (select not complete and key like 'commit/%'
                   and ($1::text is null or split_part(key, '/', 2) = $1)
                   and ($2::text is null or split_part(key, '/', 3) = $2)
                 from journey where journey.id = stopped.id limit 1)) as dead
       from tally where ($1::text is null or forge = $1) and ($2::text is null or repository_id = $2)`,
      [filter.forge ?? null, filter.repositoryId ?? null],
    );
    const [begun, complete, deadLettered] = [Number(row?.begun), Number(row?.complete), Number(row?.dead)];
    return { running: begun - complete - deadLettered, complete, deadLettered };
  }
}

const toState = ({ key, complete, dead }: StateRow): JourneyState => ({
  key,
  status: statusOf(kindOfJourney(key), complete, dead),
});
