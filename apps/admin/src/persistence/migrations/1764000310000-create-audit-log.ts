import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit log, each entry chained to the one before, in place of the operators' plain notes. */
export class CreateAuditLog1764000310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit;
      create table audit_entry (
        -- Its place, without gaps from 1.
        seq bigint primary key,
        entry_id uuid not null unique,
        -- Whom it concerns.
        person_id uuid,
        -- Who did what, why, when: ids, no names.
        entry jsonb not null,
        -- Null: reason and details were erased with a person.
        salt text,
        -- SHA-256 of salt and content, and of the link before, the place and that digest; hex.
        digest text not null,
        hash text not null
      );
      create index audit_entry_person on audit_entry (person_id, seq) where person_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_entry;
      create table audit (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        who text,
        action text not null,
        request jsonb not null,
        outcome jsonb
      )`);
  }
}
