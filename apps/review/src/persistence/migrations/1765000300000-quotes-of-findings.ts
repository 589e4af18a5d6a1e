import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuotesOfFindings1765000300000 implements MigrationInterface {
  name = 'QuotesOfFindings1765000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The code that a finding is about, and whose side it stands on: the same words of other code are another finding.
      alter table finding add column quote text, add column side text check (side in ('new', 'old'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table finding drop column quote, drop column side');
  }
}
