import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReviews1764000420000 implements MigrationInterface {
  name = 'CreateReviews1764000420000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What is to be done beside the messages; one row a change, a comment or a push.
      create table job (
        key text collate "C" primary key,
        kind text not null check (kind in ('change', 'comment', 'push')),
        repository text collate "C" not null,
        payload jsonb not null,
        asked_at timestamptz not null,
        cause text not null,
        trace text,
        generation integer not null default 1,
        attempts integer not null default 0,
        due_at timestamptz not null default now(),
        lease uuid,
        leased_until timestamptz,
        error text,
        done_at timestamptz
      );
      create index job_due on job (due_at) where done_at is null;
      create index job_leased on job (leased_until) where leased_until is not null;

      -- What is known of a change between its reviews.
      create table reviewed_change (
        journey text collate "C" primary key,
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        paused boolean not null default false,
        -- The head that was reviewed last, and digests of the hunks that were looked at up to then.
        head text,
        seen text[] not null default '{}'
      );

      -- One review of one head. Kept before it is posted: whoever comes again posts it, and asks and pays nothing.
      create table review (
        id uuid primary key,
        journey text collate "C" not null,
        head text not null,
        -- Digests of the hunks that it looked at.
        seen text[] not null,
        outcome jsonb not null,
        reviewed_at timestamptz not null,
        posted_at timestamptz
      );
      create index review_journey on review (journey, reviewed_at);

      -- What models answered for reviews under way, so that a repetition asks and pays nothing.
      create table answer (
        key text collate "C" primary key,
        journey text collate "C" not null,
        answered jsonb not null,
        answered_at timestamptz not null default now()
      );
      create index answer_journey on answer (journey);

      -- What was said on a change, and what became of it.
      create table finding (
        id uuid primary key,
        review_id uuid not null references review on delete cascade,
        journey text collate "C" not null,
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        fingerprint text collate "C" not null,
        rule_id text not null,
        path text not null,
        severity text not null,
        message text not null,
        placed text not null check (placed in ('inline', 'file', 'summary')),
        -- The forge's ids of the comment and of its thread, once it was posted.
        comment_id text,
        thread_id text,
        fate text not null default 'open' check (fate in ('open', 'fixed', 'dismissed', 'accepted', 'resolved')),
        fate_at timestamptz
      );
      create index finding_journey on finding (journey);
      create index finding_rule on finding (forge, repository_id, rule_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table finding, answer, review, reviewed_change, job');
  }
}
