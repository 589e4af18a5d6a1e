import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The journal: one row a journey, one narrow row a step. All ids are digests of what they name, so that a repetition
 * finds its rows there already.
 */
export class CreateJournal1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table journey (
        -- A commit's begins with the first 16 digits of its SHA.
        id uuid primary key,
        complete boolean not null default false,
        key text collate "C" not null
      ) with (fillfactor = 60);

      create table step (
        journey uuid not null,
        -- Digest of what happened; 0 where it can happen only once.
        fact bigint not null,
        at timestamptz not null,
        -- Which event; the numbers are in the code.
        leg smallint not null,
        -- Null: the commit's own trace, which is its SHA.
        trace uuid,
        -- Where the journey came from; first steps only.
        delivery uuid,
        -- Digests of what has to follow by name; mostly null.
        names bigint[],
        primary key (journey, leg, fact)
      );

      -- How many commits of a repository have begun their journey, and how many have ended it.
      create table tally (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        begun bigint not null default 0,
        complete bigint not null default 0,
        primary key (forge, repository_id)
      ) with (fillfactor = 50);

      create table dead_letter (
        -- Its sequence in the dead-letter stream.
        id bigint primary key,
        service text not null,
        subject text not null,
        event_id text not null,
        error text not null,
        attempts integer not null,
        at timestamptz not null,
        trace uuid,
        -- Ids of the journeys that stop here.
        journeys uuid[] not null,
        keys text[] not null,
        -- Null: it waits for the operator.
        settled text check (settled in ('replayed', 'dropped'))
      );
      create index dead_letter_journeys on dead_letter using gin (journeys);

      -- What operators changed. Rows are only added and completed.
      create table audit (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        -- Fingerprint of the key that was used; null where no key is asked for.
        who text,
        action text not null,
        request jsonb not null,
        -- Null: it was begun, and its end is not known.
        outcome jsonb
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit, dead_letter, tally, step, journey');
  }
}
