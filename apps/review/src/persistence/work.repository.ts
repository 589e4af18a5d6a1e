import { Database, type Statements, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Life } from '../follow-commitments/life.ts';
import { type RemovedDebt, type Work, workKey } from '../follow-commitments/work.ts';
import { literal } from './literal.ts';

type Row = Omit<Work, 'personId' | 'doneAt' | 'removedDebt'> & {
  readonly person_id: string | null;
  readonly done_at: Date;
  readonly removed_debt: readonly RemovedDebt[] | null;
};

/** Who did it is who they are by now. */
const WORK = `w.journey, w.source, coalesce(o.as_id, w.person_id) as person_id, w.repository, w.done_at, w.merged, w.promising,
  w.closes, w.mentions, w.words, w.files, w.reverts,
  (select json_agg(json_build_object('path', d.path, 'line', d.line, 'words', d.words)) from removed_debt d
   where d.journey = w.journey) as removed_debt`;
const FROM = 'from work w left join one_person o using (person_id)';

/** Longest chain of reverts of reverts that is followed. */
const LONGEST_CHAIN = 32;

/** What was done, and may have kept a promise. */
@Injectable()
export class WorkRepository {
  constructor(private readonly database: Database) {}

  /** Adds what is new, in one statement. A change that was merged stays as it was then. */
  async add(works: readonly Work[]): Promise<void> {
    if (works.length === 0) return;
    const rows = [...new Map(works.map((work) => [work.journey, work])).values()];
    await adding((onConflict) =>
      this.database.query(
        `insert into work (journey, source, person_id, repository, done_at, merged, promising, closes, mentions, words, files, reverts)
       select journey, source, person_id, repository, done_at, merged, promising, closes::text[], mentions::text[], words::int[],
              files::int[], reverts::text[]
       from unnest($1::text[], $2::jsonb[], $3::uuid[], $4::text[], $5::timestamptz[], $6::bool[], $7::bool[], $8::text[],
                   $9::text[], $10::text[], $11::text[], $12::text[])
         as w (journey, source, person_id, repository, done_at, merged, promising, closes, mentions, words, files, reverts)
       order by journey
       ${onConflict}`,
        [
          rows.map(({ journey }) => journey),
          rows.map(({ source }) => JSON.stringify(source)),
          rows.map(({ personId }) => personId),
          rows.map(({ repository }) => repository),
          rows.map(({ doneAt }) => doneAt.toISOString()),
          rows.map(({ merged }) => merged),
          rows.map(({ promising }) => promising),
          rows.map(({ closes }) => literal(closes)),
          rows.map(({ mentions }) => literal(mentions)),
          rows.map(({ words }) => `{${words.join(',')}}`),
          rows.map(({ files }) => `{${files.join(',')}}`),
          rows.map(({ reverts }) => literal(reverts)),
        ],
      ),
    );
  }

  /** The same works with the debt that they take out of the code, as far as a review of it came first. */
  async withRemovedDebt(works: readonly Work[]): Promise<Work[]> {
    if (works.length === 0) return [];
    const rows = await this.database.query<RemovedDebt & { readonly journey: string }>(
      'select journey, path, line, words from removed_debt where journey = any($1::text[])',
      [works.map(({ journey }) => journey)],
    );
    const byJourney = Map.groupBy(rows, ({ journey }) => journey);
    return works.map((work) => ({ ...work, removedDebt: byJourney.get(work.journey) ?? work.removedDebt }));
  }

  /** Work of these journeys, or of those that begin so. */
  async find(keys: readonly string[]): Promise<Work[]> {
    if (keys.length === 0) return [];
    const rows = await this.database.query<Row>(
      `select ${WORK} from unnest($1::text[]) as k (key)
       join work w on w.journey >= k.key and w.journey < k.key || case when k.key like 'commit/%' then 'g' else ' ' end
       left join one_person o using (person_id)`,
      [keys],
    );
    return rows.map(toWork);
  }

  /**
   * What may have kept any of the promises, or come near to it: by the same people since, in words that they share; or naming the
   * same things; or taking out debt that says something like it. `offset 0` keeps the planner from joining: by person and time is
   * right however much there is, also where statistics do not know it yet.
   */
  async candidatesFor(lives: readonly Life[], statements: Statements = this.database): Promise<Work[]> {
    if (lives.length === 0) return [];
    const owned = lives.filter(({ owner }) => owner !== null);
    const rows = await statements.query<Row>(
      `with theirs as (
         select owner, min(made_at) as since from unnest($1::uuid[], $2::timestamptz[]) as life (owner, made_at) group by owner
       ), same as (
         select owner as person_id, since from theirs
         union select person_id, since from theirs join one_person on as_id = owner
       ), asked as (
         select journey from same, lateral (
           select journey from work w where w.person_id = same.person_id and done_at > since and words && $3::int[] offset 0
         ) done
         union
         select journey from work
         where (closes <> '{}' or mentions <> '{}') and (closes || mentions) && $4::text[] and done_at > $6
         union
         select journey from removed_debt where words && $5::int[]
       )
       select ${WORK} ${FROM} join asked using (journey) where w.done_at > $6`,
      [
        owned.map(({ owner }) => owner),
        owned.map(({ madeAt }) => madeAt.toISOString()),
        [...new Set(owned.flatMap(({ words }) => words))],
        lives.flatMap(({ places, names }) => [...places, ...names]),
        [...new Set(lives.flatMap(({ words, debtWords }) => [...words, ...debtWords]))],
        new Date(Math.min(...lives.map(({ madeAt }) => madeAt.getTime()))).toISOString(),
      ],
    );
    return rows.map(toWork);
  }

  /** How much a person did since, by commits and merged changes. */
  async countSince(personId: string, since: Date): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from work
       where person_id in (select $1::uuid union select person_id from one_person where as_id = $1) and done_at > $2`,
      [personId, since.toISOString()],
    );
    return row?.count ?? 0;
  }

  /** Work that takes back any of these, or what takes them back, and so on. */
  async reversalsOf(works: readonly Work[], statements: Statements = this.database): Promise<Work[]> {
    const found = new Map<string, Work>();
    let keys = works.map(({ journey }) => workKey(journey));
    for (let depth = 0; keys.length > 0 && depth < LONGEST_CHAIN; depth++) {
      const rows = await statements.query<Row>(
        `select ${WORK} ${FROM} where w.reverts <> '{}' and w.reverts && $1::text[]`,
        [keys],
      );
      const fresh = rows.map(toWork).filter(({ journey }) => !found.has(journey));
      for (const work of fresh) found.set(work.journey, work);
      keys = fresh.map(({ journey }) => workKey(journey));
    }
    return [...found.values()];
  }

  /** Work that any of these takes back, and what that takes back, and so on. */
  async revertedBy(works: readonly Work[]): Promise<Work[]> {
    const found = new Map<string, Work>();
    let keys = works.flatMap(({ reverts }) => reverts);
    for (let depth = 0; keys.length > 0 && depth < LONGEST_CHAIN; depth++) {
      const fresh = (await this.find(keys)).filter(({ journey }) => !found.has(journey));
      for (const work of fresh) found.set(work.journey, work);
      keys = fresh.flatMap(({ reverts }) => reverts);
    }
    return [...found.values()];
  }
}

const toWork = ({ person_id: personId, done_at: doneAt, removed_debt: removedDebt, ...row }: Row): Work => ({
  ...row,
  personId,
  doneAt,
  removedDebt: removedDebt ?? [],
});
