import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom the door has to forget again when something is sent anew: keyed digests, nothing that can be read. */
export class CreateErasedTraces1795000100000 implements MigrationInterface {
  readonly name = 'CreateErasedTraces1795000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row: the key of the digests.
      create table erased_key (one boolean primary key default true check (one), key bytea not null);
      insert into erased_key (key) values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
      create table erased_trace (
        digest text collate "C" primary key,
        erased_at timestamptz not null default now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table erased_trace, erased_key');
  }
}
