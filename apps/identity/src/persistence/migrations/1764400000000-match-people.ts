import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who turned out to be who, so that it can be undone; what suggests that two are one; what a repository's `.mailmap` says;
 * and the people and groups that directories tell of.
 */
export class MatchPeople1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One person counts as another. At most one match of a person holds, and those that hold make no circle, so that
      -- they lead to one person each: person.alias_of, which is derived from here.
      create table match (
        id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person (id) on delete cascade,
        into_id uuid not null references person (id) on delete cascade,
        evidence text not null,
        matched_at timestamptz not null default now(),
        parted_at timestamptz,
        -- What was published of it: this table is its own outbox.
        matched_told_at timestamptz,
        parted_told_at timestamptz,
        check (person_id <> into_id)
      );
      create unique index match_holding on match (person_id) where parted_at is null;
      create index match_into on match (into_id) where parted_at is null;
      create index match_untold on match (matched_at)
        where matched_told_at is null or (parted_at is not null and parted_told_at is null);
      create index person_alias on person (alias_of) where alias_of is not null;
      insert into match (person_id, into_id, evidence, matched_told_at)
      select id, alias_of, 'directory', now() from person where alias_of is not null;

      -- Who said whose account it is: the operator, or a directory by its name. Null where it stands for itself.
      alter table account add column source text;
      update account set source = 'operator' where evidence = 'directory';

      -- What suggests that two are one, and proves nothing: a name in one spelling, the word before the @, a login.
      create table trait (
        kind text collate "C" not null check (kind in ('name', 'handle')),
        key text collate "C" not null,
        person_id uuid not null references person (id) on delete cascade,
        primary key (kind, key, person_id)
      );
      create index trait_of_person on trait (person_id);

      -- Candidates that somebody has turned down: they are not suggested again.
      create table rejection (
        person_id uuid not null references person (id) on delete cascade,
        candidate_id uuid not null references person (id) on delete cascade,
        rejected_at timestamptz not null default now(),
        primary key (person_id, candidate_id)
      );

      create table mailmap (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        body bytea not null,
        digest text not null,
        changed_at timestamptz not null default now(),
        primary key (forge, repository_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table mailmap, rejection, trait, match; drop index person_alias; alter table account drop column source',
    );
  }
}
