import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One line a charge. Money is an integer of pico-dollars (10^-12 US dollars): never a float. */
export class CreateLedger1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table charge (
        -- The provider's response id: what makes a charge happen once.
        usage_id text collate "C" primary key,
        journey text collate "C" not null,
        task text not null,
        provider text collate "C" not null,
        model text collate "C" not null,
        input bigint not null,
        cache_read bigint not null,
        cache_write_5m bigint not null,
        cache_write_1h bigint not null,
        output bigint not null,
        reasoning bigint not null,
        pico numeric(30) not null,
        basis text not null,
        -- Whose work it was, with team and department as they were then.
        person_id uuid,
        team text,
        department text,
        forge text collate "C",
        repository_id text collate "C",
        used_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table charge');
  }
}
