import type { PersonRecord, PersonTraces, WritingTrace } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

type Traces = PersonTraces & { readonly writings: readonly WritingTrace[] };

/** Journeys of commits and changes, cut into the keys of their rows. */
const THEIRS = `
  select split_part(j, '/', 1) as kind, split_part(j, '/', 2) as forge, split_part(j, '/', 3) as repository_id,
         split_part(j, '/', 4) as key
  from unnest($1::text[]) as j`;

/** What is held of people: the words of their commits, and the titles and branches of their changes. */
@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  /** Empties what they wrote; the commit stays, with its place in history. */
  async erase({ writings }: Traces): Promise<Record<string, number>> {
    const journeys = writings.map(({ journey }) => journey);
    const commits = await this.database.query(
      `with theirs as (${THEIRS}) update commit c set message = '' from theirs t
       where t.kind = 'commit' and c.forge = t.forge and c.repository_id = t.repository_id and c.sha = t.key and message <> ''
       returning sha`,
      [journeys],
    );
    const changes = await this.database.query(
      String.raw`with theirs as (${THEIRS}) update change c
       set title = '', source_branch = regexp_replace(source_branch, '\S', '•', 'g') from theirs t
       where t.kind = 'change' and c.forge = t.forge and c.repository_id = t.repository_id and c.number::text = t.key
         and (title <> '' or source_branch ~ '[^•\s]')
       returning number`,
      [journeys],
    );
    return { commits: commits.length, changes: changes.length };
  }

  /** What they wrote, in their own words. */
  async export({ writings }: Traces): Promise<PersonRecord[]> {
    return this.database.query<PersonRecord>(
      `with theirs as (${THEIRS})
       select 'commit' as kind, json_build_object('forge', c.forge, 'repository', c.repository_name, 'sha', c.sha,
                'authoredAt', c.authored_at, 'message', c.message) as data
       from commit c join theirs t on t.kind = 'commit' and c.forge = t.forge and c.repository_id = t.repository_id and c.sha = t.key
       union all
       select 'change', json_build_object('forge', c.forge, 'repository', c.repository_name, 'number', c.number,
                'title', c.title, 'state', c.state, 'updatedAt', c.updated_at)
       from change c join theirs t
         on t.kind = 'change' and c.forge = t.forge and c.repository_id = t.repository_id and c.number::text = t.key`,
      [writings.map(({ journey }) => journey)],
    );
  }
}
