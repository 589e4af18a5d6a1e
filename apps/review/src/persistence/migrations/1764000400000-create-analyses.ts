import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was read, what was promised in it, and what debt it admits. Rows are made once. */
export class CreateAnalyses1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row a text that was read: the answer is kept under the text's key before it is used, so that no text is paid
      -- for twice.
      create table analysis (
        journey text collate "C" not null,
        -- Of the text: a description that was edited is another text on the same journey.
        digest text collate "C" not null,
        kind text not null,
        forge text collate "C",
        repository_id text collate "C",
        -- The delivery that brought it first.
        delivery_id uuid not null,
        -- Pseudonymous, with team and department as they were when it was read.
        person jsonb,
        -- The calls of a model that the answer took, one or several, and when the last of them was answered.
        usages jsonb not null,
        answered_at timestamptz not null,
        commitment_ids uuid[] not null,
        debt_notes integer not null,
        primary key (journey, digest)
      );

      create table commitment (
        id uuid primary key,
        journey text collate "C" not null,
        digest text collate "C" not null,
        forge text collate "C",
        repository_id text collate "C",
        source jsonb not null,
        person jsonb,
        -- UTF-16 offsets into the text as it was when the promise was first seen.
        span_start integer not null,
        span_end integer not null,
        quote text not null,
        what text not null,
        deadline jsonb,
        confidence double precision not null,
        ambiguous boolean not null,
        -- As the writer's clock showed it: the offset belongs to the meaning.
        made_at text not null
      );
      create index commitment_journey on commitment (journey);

      create table debt_note (
        id uuid primary key,
        journey text collate "C" not null,
        digest text collate "C" not null,
        forge text collate "C",
        repository_id text collate "C",
        person_id uuid,
        span_start integer not null,
        span_end integer not null,
        quote text not null,
        confidence double precision not null
      );
      create index debt_note_journey on debt_note (journey);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table debt_note, commitment, analysis');
  }
}
