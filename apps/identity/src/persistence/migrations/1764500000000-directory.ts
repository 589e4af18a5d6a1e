import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What directories say: their users and groups, as they were last told, and how each directory's last visit ended. */
export class Directory1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory_user (
        id uuid primary key default gen_random_uuid(),
        -- 'scim', 'csv', 'ldap' or 'google'.
        source text not null,
        user_name text not null,
        -- As user names are compared: in NFC and lower case.
        user_key text collate "C" not null,
        external_id text,
        person_id uuid references person (id) on delete set null,
        active boolean not null,
        -- Some of their accounts are another person's: they are looked at again at every visit.
        unsettled boolean not null default false,
        -- As it was told, without what the server adds.
        resource jsonb not null,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        changed_at timestamptz not null default now(),
        unique (source, user_key)
      );
      create index directory_user_person on directory_user (person_id);
      create index directory_user_external on directory_user (source, external_id);
      create index directory_user_order on directory_user (source, created_at, id);

      create table directory_group (
        id uuid primary key default gen_random_uuid(),
        source text not null,
        display_name text not null,
        group_key text collate "C" not null,
        external_id text,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        changed_at timestamptz not null default now(),
        unique (source, group_key)
      );

      create table directory_member (
        group_id uuid not null references directory_group (id) on delete cascade,
        user_id uuid not null references directory_user (id) on delete cascade,
        primary key (group_id, user_id)
      );
      create index directory_member_user on directory_member (user_id);

      -- How the last visit of a whole directory ended. One that would put out too many waits for somebody's word.
      create table directory_visit (
        source text primary key,
        outcome text not null check (outcome in ('done', 'stopped')),
        found integer not null,
        leaving integer not null,
        at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table directory_visit, directory_member, directory_group, directory_user');
  }
}
