import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a promise is, by its latest step, in a danger that is worth a message. */
export class PromiseGrave1765000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table promise add column grave boolean not null default true');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table promise drop column grave');
  }
}
