import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is who. Every id is made of an account, and no row depends on the order in which commits came, so that redelivery,
 * replay and crashes end in the same tables but for times.
 */
export class CreateTables1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person (
        id uuid primary key,
        kind text not null check (kind in ('human', 'bot')),
        standing text not null check (standing in ('known', 'provisional')),
        -- Somebody who turned out to be somebody else. Kept, so that what was attributed to them still says whom it meant.
        alias_of uuid references person (id),
        first_seen_at timestamptz not null default now()
      );
      create index person_unmatched on person (id) where standing = 'provisional' and alias_of is null;

      create table account (
        kind text collate "C" not null,
        value text collate "C" not null,
        person_id uuid not null references person (id),
        -- How it is known whose account this is: 'directory' (somebody said so) or 'seen' (it stands for itself).
        evidence text not null,
        linked_at timestamptz not null default now(),
        primary key (kind, value)
      );
      create index account_of_person on account (person_id);

      -- Every time that somebody said whose account something is: nothing is overwritten without a trace.
      create table link (
        kind text collate "C" not null,
        value text collate "C" not null,
        number integer not null,
        person_id uuid not null,
        previous_person_id uuid,
        evidence text not null,
        linked_at timestamptz not null default now(),
        primary key (kind, value, number)
      );

      -- Half-open: [valid_from, valid_until). Null is without end, in either direction.
      create table membership (
        person_id uuid not null references person (id),
        number integer not null,
        team text,
        department text,
        valid_from timestamptz,
        valid_until timestamptz,
        primary key (person_id, number)
      );

      -- Who made a commit: position 0 is the author, the others are co-authors.
      create table attribution (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        sha bytea not null,
        position smallint not null,
        person_id uuid not null,
        primary key (forge, repository_id, sha, position)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table attribution, membership, link, account, person');
  }
}
