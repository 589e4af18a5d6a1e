import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StatisticsNobodyAsksFor1765500000000 implements MigrationInterface {
  name = 'StatisticsNobodyAsksFor1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- No plan goes by what stands in these: rows are found by other columns first. To sort a sample of their documents and lists
      -- takes Postgres as long as the statistics of all else together, and it does so again and again while tables grow.
      alter table analysis
        alter usages set statistics 0, alter person set statistics 0, alter commitment_ids set statistics 0;
      alter table work alter source set statistics 0, alter files set statistics 0, alter words set statistics 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table analysis
        alter usages set statistics -1, alter person set statistics -1, alter commitment_ids set statistics -1;
      alter table work alter source set statistics -1, alter files set statistics -1, alter words set statistics -1;
    `);
  }
}
