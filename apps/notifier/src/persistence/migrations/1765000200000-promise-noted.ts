import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a promise's latest step was noted: what nobody has told of for long is forgotten. */
export class PromiseNoted1765000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table promise add column noted_at timestamptz not null default now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table promise drop column noted_at');
  }
}
