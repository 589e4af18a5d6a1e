import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What may keep a promise was done in the repository where it was made: what its person did in others meanwhile is not even
 * looked at.
 */
export class WorkByRepository1765600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index work_of_person on work (person_id, repository, done_at);
      drop index work_person;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index work_person on work (person_id, done_at);
      drop index work_of_person;
    `);
  }
}
