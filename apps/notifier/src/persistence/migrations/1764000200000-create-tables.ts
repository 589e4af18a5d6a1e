import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is proposed to be said, what became of it in each channel, and notes for authors' own eyes. */
export class CreateTables1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table intervention (
        id uuid primary key,
        commitment_id uuid not null unique,
        source jsonb not null,
        person_id uuid,
        reason text not null,
        quote text not null,
        what text not null,
        due_at text,
        due_text text,
        -- Where it goes, as it was decided when it was proposed: a repetition says the same.
        deliver_to text[] not null,
        proposed_at timestamptz not null default now()
      );
      create index intervention_by_time on intervention (proposed_at desc, id);

      -- One line per outside channel. A state machine: pending -> sending -> delivered | unknown | failed, and back to
      -- pending only where it is certain that nothing arrived.
      create table delivery (
        intervention_id uuid not null references intervention (id),
        channel text not null,
        state text not null default 'pending'
          check (state in ('pending', 'sending', 'delivered', 'unknown', 'failed')),
        -- Attempts that failed before anything could arrive.
        retries integer not null default 0,
        -- What the channel said last, in one word.
        outcome text,
        due timestamptz not null default now(),
        sending_since timestamptz,
        delivered_at timestamptz,
        -- Whether everybody has been told how it ended.
        announced boolean not null default false,
        primary key (intervention_id, channel)
      );
      create index delivery_to_do on delivery (due) where state in ('pending', 'sending');
      create index delivery_to_announce on delivery (intervention_id) where not announced;

      -- For the author's own eyes.
      create table debt_note (
        journey text collate "C" not null,
        -- A change is analysed once per version, a commit once for all.
        version text collate "C" not null,
        person_id uuid not null,
        notes integer not null,
        noted_at timestamptz not null default now(),
        primary key (journey, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table debt_note, delivery, intervention');
  }
}
