import { Database, type Statements, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { lastTimeFor } from '../follow-commitments/evidence.ts';
import type { Life } from '../follow-commitments/life.ts';
import { type RemovedDebt, type Work, repositoryOf, workKey } from '../follow-commitments/work.ts';
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
const AS_ONE = 'left join one_person o using (person_id)';

/** Where and until when work by the owner of a promise is looked for; without a repository, in all of them. */
interface Reach {
  readonly repository: string | null;
  /** As Postgres reads it. */
  readonly until: string;
}

/**
 * What each of the people in `same` did meanwhile. `offset 0`, here and where it is used, keeps the planner from joining: a few
 * rows by their keys is right however much there is, and a plan that was made while there was little reads all of it.
 */
const doneSince = (where: string): string => `select journey from same, lateral (
  select journey from work w
  where w.person_id = same.person_id and ${where} and done_at > since and done_at <= until and words && $5::int[] offset 0
) done`;

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
      `select ${WORK} from unnest($1::text[]) as k (key), lateral (
         select * from work where journey >= k.key and journey < k.key || case when k.key like 'commit/%' then 'g' else ' ' end
         offset 0
       ) w ${AS_ONE}`,
      [keys],
    );
    return rows.map(toWork);
  }

  /**
   * What may have kept any of the promises, or come near to it: by the same people in the same repository since, in words that
   * they share; or naming the same things; or taking out debt that says something like it.
   */
  candidatesFor(lives: readonly Life[], statements: Statements = this.database): Promise<Work[]> {
    return this.#likeAny(
      lives,
      (life) => ({ repository: repositoryOf(life.source), until: new Date(lastTimeFor(life)).toISOString() }),
      statements,
    );
  }

  /** What has anything to do with the promise, also where it does not keep it: elsewhere, or too late. */
  relatedTo(life: Life): Promise<Work[]> {
    return this.#likeAny([life], () => ({ repository: null, until: 'infinity' }), this.database);
  }

  async #likeAny(lives: readonly Life[], reachOf: (life: Life) => Reach, statements: Statements): Promise<Work[]> {
    if (lives.length === 0) return [];
    const owned = lives.filter(({ owner }) => owner !== null);
    const reaches = owned.map(reachOf);
    const rows = await statements.query<Row>(
      `with theirs as (
         select owner, repository, min(made_at) as since, max(until) as until
         from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::timestamptz[]) as life (owner, made_at, repository, until)
         group by owner, repository
       ), same as (
         select owner as person_id, repository, since, until from theirs
         union select person_id, repository, since, until from theirs join one_person on as_id = owner
       ), asked as (
         ${doneSince('w.repository = same.repository')}
         union
         ${doneSince('same.repository is null')}
         union
         select journey from work
         where (closes <> '{}' or mentions <> '{}') and (closes || mentions) && $6::text[] and done_at > $8
         union
         select journey from removed_debt where words && $7::int[]
       )
       select ${WORK} from asked, lateral (
         select * from work where work.journey = asked.journey and done_at > $8 offset 0
       ) w ${AS_ONE}`,
      [
        owned.map(({ owner }) => owner),
        owned.map(({ madeAt }) => madeAt.toISOString()),
        reaches.map(({ repository }) => repository),
        reaches.map(({ until }) => until),
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
        `select ${WORK} from work w ${AS_ONE} where w.reverts <> '{}' and w.reverts && $1::text[]`,
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
