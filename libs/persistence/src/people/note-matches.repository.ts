import type { Statements } from '../database/database.ts';

/** That one person counts as another, as identity tells it. */
export interface Match {
  readonly matchId: string;
  readonly personId: string;
  readonly intoId: string;
}

/**
 * Notes in the service's own table `person_match (match_id primary key, person_id, into_id, parted)` that people are one, or two
 * after all. In whichever order it is told, and however often: what was parted stays parted.
 */
export async function noteMatches(transaction: Statements, matches: readonly Match[], parted: boolean): Promise<void> {
  await transaction.query(
    `insert into person_match (match_id, person_id, into_id, parted)
     select distinct on (match_id) match_id, person_id, into_id, $4
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as m (match_id, person_id, into_id) order by match_id
     on conflict (match_id) do update set parted = person_match.parted or excluded.parted`,
    [
      matches.map(({ matchId }) => matchId),
      matches.map(({ personId }) => personId),
      matches.map(({ intoId }) => intoId),
      parted,
    ],
  );
}
