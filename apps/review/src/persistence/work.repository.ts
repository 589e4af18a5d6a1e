import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Life } from '../follow-commitments/life.ts';
import type { Work } from '../follow-commitments/evidence.ts';

type Row = Omit<Work, 'personId' | 'doneAt'> & { readonly person_id: string | null; readonly done_at: Date };

/** What was done, and may have kept a promise. */
@Injectable()
export class WorkRepository {
  constructor(private readonly database: Database) {}

  /** Adds what is new, in one statement. A change that was merged stays as it was then. */
  async add(works: readonly Work[]): Promise<void> {
    if (works.length === 0) return;
    const rows = [...new Map(works.map((work) => [work.journey, work])).values()];
    await this.database.query(
      `insert into work (journey, source, person_id, repository, done_at, merged, promising, closes, mentions, words)
       select journey, source, person_id, repository, done_at, merged, promising, closes::text[], mentions::text[], words::int[]
       from unnest($1::text[], $2::jsonb[], $3::uuid[], $4::text[], $5::timestamptz[], $6::bool[], $7::bool[], $8::text[],
                   $9::text[], $10::text[])
         as w (journey, source, person_id, repository, done_at, merged, promising, closes, mentions, words)
       order by journey
       on conflict do nothing`,
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
      ],
    );
  }

  /** What may have kept any of the promises: by the same people since, or naming the same things. */
  async candidatesFor(lives: readonly Life[]): Promise<Work[]> {
    if (lives.length === 0) return [];
    const refs = lives.flatMap(({ places, names }) => [...places, ...names]);
    const rows = await this.database.query<Row>(
      `select journey, source, person_id, repository, done_at, merged, promising, closes, mentions, words
       from work
       where (person_id = any($1::uuid[]) and done_at > $2)
          or ((closes || mentions) && $3::text[] and (closes <> '{}' or mentions <> '{}') and done_at > $2)`,
      [
        [...new Set(lives.flatMap(({ person }) => person?.id ?? []))],
        new Date(Math.min(...lives.map(({ madeAt }) => madeAt.getTime()))).toISOString(),
        refs,
      ],
    );
    return rows.map(({ person_id, done_at, ...row }) => ({ ...row, personId: person_id, doneAt: done_at }));
  }
}

/** A Postgres array's text; references hold no quotes or backslashes, names of repositories least of all. */
const literal = (refs: readonly string[]): string => `{${refs.map((ref) => JSON.stringify(ref)).join(',')}}`;
