import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keys begin with the SHA, which tells rows apart by itself nearly always: what goes in is compared once instead of three
 * times, and a SHA's beginning is found without an index of its own.
 */
export class KeysBySha1765500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table commit drop constraint commit_pkey, add primary key (sha, forge, repository_id);
      drop index commit_by_sha;
      alter table commit_ref drop constraint commit_ref_pkey, add primary key (sha, forge, repository_id, ref);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table commit drop constraint commit_pkey, add primary key (forge, repository_id, sha);
      create index commit_by_sha on commit (sha);
      alter table commit_ref drop constraint commit_ref_pkey, add primary key (forge, repository_id, sha, ref);
    `);
  }
}
