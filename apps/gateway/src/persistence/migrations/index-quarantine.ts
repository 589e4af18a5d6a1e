import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is in quarantine is found among millions of deliveries that are not. */
export class IndexQuarantine1795000200000 implements MigrationInterface {
  readonly name = 'IndexQuarantine1795000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index delivery_quarantined on delivery (received_at desc, id desc)
       where status = 'quarantined' and body is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index delivery_quarantined');
  }
}
