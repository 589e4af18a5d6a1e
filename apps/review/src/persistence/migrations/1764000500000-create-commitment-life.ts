import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of promises: every step, where they stand now, and the work that may have kept them. */
export class CreateCommitmentLife1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Where a promise stands: the sum of its steps, kept beside them so that it can be asked for.
      create table commitment_life (
        id uuid primary key references commitment (id) on delete cascade,
        person_id uuid,
        -- Of the time when it was made.
        team text collate "C",
        department text collate "C",
        state text not null default 'open',
        -- Counts its steps, 0 for made.
        revision integer not null default 0,
        -- Corrected words; null: as it was found.
        what text,
        deadline jsonb,
        due_at timestamptz,
        made_at timestamptz not null,
        ambiguous boolean not null,
        risk jsonb,
        truth_gap boolean not null default false,
        -- References to where it stands, and to what it names.
        places text[] not null,
        names text[] not null,
        -- Hashes of its telling words: enough to compare, not to read.
        words integer[] not null,
        -- When the clock has to look at it next; null: never.
        next_at timestamptz,
        ended_at timestamptz
      );
      create index commitment_life_open on commitment_life (person_id) where state in ('open', 'broken');
      create index commitment_life_person on commitment_life (person_id, made_at);
      create index commitment_life_refs on commitment_life using gin ((places || names)) where state in ('open', 'broken');
      create index commitment_life_clock on commitment_life (next_at) where next_at is not null;

      -- What happened to it, in order. Rows are only added.
      create table commitment_step (
        commitment_id uuid not null references commitment_life (id) on delete cascade,
        revision integer not null,
        -- What tells it apart: the same fact is written down once.
        fact text collate "C" not null,
        kind text not null,
        at timestamptz not null,
        actor jsonb not null,
        reason text not null,
        evidence jsonb not null,
        risk jsonb,
        deadline jsonb,
        -- Whether everybody has been told.
        told boolean not null,
        primary key (commitment_id, revision),
        unique (commitment_id, fact)
      );
      create index commitment_step_untold on commitment_step (at) where not told;

      -- What was done: commits, and changes that were merged. No words of theirs, only hashes.
      create table work (
        journey text collate "C" primary key,
        source jsonb not null,
        person_id uuid,
        -- forge/id
        repository text collate "C" not null,
        done_at timestamptz not null,
        merged boolean not null,
        promising boolean not null,
        closes text[] not null,
        mentions text[] not null,
        words integer[] not null
      );
      create index work_person on work (person_id, done_at);
      create index work_refs on work using gin ((closes || mentions)) where closes <> '{}' or mentions <> '{}';
      create index work_done on work using brin (done_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table work, commitment_step, commitment_life');
  }
}
