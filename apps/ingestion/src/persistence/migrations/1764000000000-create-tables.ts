import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What came in. Rows depend on what was sent and not on the order it came in, so that redelivery, replay and crashes
 * end in the same tables: the head of a ref and whether a commit is orphaned are read from the pushes, not stored.
 */
export class CreateTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table push (
        id uuid primary key,
        delivery_id uuid not null,
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        repository_name text not null,
        ref text collate "C" not null,
        before_sha text collate "C" not null,
        after_sha text collate "C" not null,
        created boolean not null,
        deleted boolean not null,
        forced boolean not null,
        total_commits integer not null,
        -- The forge sent fewer commits than were pushed: the rest has to be fetched.
        incomplete boolean not null,
        received_at timestamptz not null
      );
      create index push_of_ref on push (forge, repository_id, ref);

      create table commit (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        sha text collate "C" not null,
        -- The delivery that brought it first: a repetition of that one publishes it again, any other does not.
        delivery_id uuid not null,
        repository_name text not null,
        message text not null,
        truncated boolean not null,
        -- As the author's clock showed it, with its own offset.
        authored_at text not null,
        -- Milliseconds: a page's cursor holds it exactly.
        ingested_at timestamptz(3) not null default now(),
        primary key (forge, repository_id, sha)
      );
      create index commit_by_time on commit (ingested_at desc, sha);
      create index commit_by_sha on commit (sha);

      create table commit_ref (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        sha text collate "C" not null,
        ref text collate "C" not null,
        primary key (forge, repository_id, sha, ref)
      );

      -- Commits of a push whose values were nonsense: kept for the operator, while the others went on.
      create table rejected_commit (
        delivery_id uuid not null,
        index integer not null,
        sha text,
        reason text not null,
        primary key (delivery_id, index)
      );

      create table change (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        number integer not null,
        delivery_id uuid not null,
        repository_name text not null,
        state text not null,
        draft boolean not null,
        title text not null,
        source_branch text not null,
        source_sha text,
        target_branch text not null,
        updated_at timestamptz not null,
        received_at timestamptz not null,
        primary key (forge, repository_id, number)
      );

      -- No text: it travels in the event, and stays with the delivery.
      create table comment (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        comment_id text collate "C" not null,
        delivery_id uuid not null,
        written_at timestamptz not null,
        primary key (forge, repository_id, comment_id)
      );

      create table message (
        message_id uuid primary key,
        delivery_id uuid not null,
        received_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table message, comment, change, rejected_commit, commit_ref, commit, push');
  }
}
