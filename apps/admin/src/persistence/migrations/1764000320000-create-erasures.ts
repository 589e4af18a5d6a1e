import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erasures of people: what is still to be done, and what was. */
export class CreateErasures1764000320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table erasure (
        id uuid primary key,
        person_id uuid not null,
        person_ids uuid[] not null,
        -- What they can be recognised by: kept while it is needed, null once the erasure is complete.
        traces jsonb,
        requested_at timestamptz not null default now(),
        -- By service: what was erased, in all passes.
        receipts jsonb not null default '{}',
        waiting integer not null default 0,
        passes integer not null default 0,
        completed_at timestamptz,
        -- Who works on it works alone, for so long.
        leased_until timestamptz
      );
      create unique index erasure_running on erasure (person_id) where completed_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table erasure');
  }
}
