import type { JourneyKey } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { RemovedDebt } from '../follow-commitments/work.ts';

/** Debt that changes take out of the code. */
@Injectable()
export class RemovedDebtRepository {
  constructor(private readonly database: Database) {}

  /** Keeps what a change takes out as it stands now; what it took out before, and does not any more, is forgotten. */
  async keep(journey: JourneyKey, removed: readonly RemovedDebt[]): Promise<void> {
    await this.database.query(
      `with gone as (
         delete from removed_debt where journey = $1
           and (path, line) not in (select * from unnest($2::text[], $3::int[]))
       )
       insert into removed_debt (journey, path, line, words)
       select $1, path, line, words::int[] from unnest($2::text[], $3::int[], $4::text[]) as r (path, line, words)
       on conflict (journey, path, line) do update set words = excluded.words`,
      [
        journey,
        removed.map(({ path }) => path),
        removed.map(({ line }) => line),
        removed.map(({ words }) => `{${words.join(',')}}`),
      ],
    );
  }
}
