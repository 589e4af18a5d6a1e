import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexReviewedChanges1765000200000 implements MigrationInterface {
  name = 'IndexReviewedChanges1765000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A push asks which of its hunks were looked at anywhere else in its repository.
      create index reviewed_change_repository on reviewed_change (forge, repository_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index reviewed_change_repository');
  }
}
