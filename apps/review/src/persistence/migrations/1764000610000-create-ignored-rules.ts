import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIgnoredRules1764000610000 implements MigrationInterface {
  name = 'CreateIgnoredRules1764000610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Rules that people of a repository do not want to hear of, until somebody asks for them again.
      create table ignored_rule (
        forge text collate "C" not null,
        repository_id text collate "C" not null,
        rule_id text collate "C" not null,
        ignored_at timestamptz not null default now(),
        primary key (forge, repository_id, rule_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ignored_rule');
  }
}
