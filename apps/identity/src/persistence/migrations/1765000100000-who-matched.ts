import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who said that two are one, and who took it back: for the audit log. Null for what was said before this was kept. */
export class WhoMatched1765000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table match add column matched_by jsonb, add column parted_by jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table match drop column matched_by, drop column parted_by');
  }
}
