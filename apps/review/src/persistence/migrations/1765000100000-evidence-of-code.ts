import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What code shows about promises: files, reverts, debt that is gone; and people who turned out to be one. */
export class EvidenceOfCode1765000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table commitment_life
        -- Paths that the commit touched in which it was made.
        add column files text[] not null default '{}',
        -- Hashes of the telling words of the debt that is admitted beside it.
        add column debt_words integer[] not null default '{}',
        -- What shows that it was kept: the work's journey and the kind of evidence; null: nothing.
        add column kept_by jsonb,
        -- How often it was opened again: what the clock says afterwards is news once more.
        add column reopened integer not null default 0;
      drop index commitment_life_refs;
      create index commitment_life_refs on commitment_life using gin ((places || names))
        where state not in ('withdrawn', 'disputed');

      alter table work
        -- Hashes of the names of the files that it touched.
        add column files integer[] not null default '{}',
        -- What it takes back: the beginnings of journeys, a commit's with seven digits.
        add column reverts text[] not null default '{}';
      create index work_reverts on work using gin (reverts) where reverts <> '{}';

      -- TODOs and their kin that a change takes out of the code, as its last review saw them. No words, only hashes.
      create table removed_debt (
        journey text collate "C" not null,
        path text not null,
        line integer not null,
        words integer[] not null,
        seen_at timestamptz not null default now(),
        primary key (journey, path, line)
      );

      -- Who counts as whom, as identity tells it. Every row keeps the id that it was written with, so that a match that is
      -- taken back gives each what was theirs.
      create table person_match (
        match_id uuid primary key,
        person_id uuid not null,
        into_id uuid not null,
        -- For good: two that are matched again are matched by another match.
        parted boolean not null default false
      );
      create index person_match_person on person_match (person_id) where not parted;
      create index person_match_into on person_match (into_id) where not parted;
      -- What follows from it: by which one id all ids of a person are known here.
      create table one_person (
        person_id uuid primary key,
        as_id uuid not null
      );
      create index one_person_as on one_person (as_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table one_person, person_match, removed_debt;
      alter table work drop column files, drop column reverts;
      alter table commitment_life drop column files, drop column debt_words, drop column kept_by, drop column reopened;
    `);
  }
}
