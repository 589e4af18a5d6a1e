import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who and what takes part, and who may look at whose figures. */
export class CreateParticipation1764000510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table participation (
        kind text not null check (kind in ('person', 'repository', 'channel')),
        -- A person's id, forge/id, or a channel's name.
        key text collate "C" not null,
        state text not null check (state in ('in', 'out', 'left')),
        changed_at timestamptz not null default now(),
        primary key (kind, key)
      );

      create table viewing_grant (
        person_id uuid not null,
        -- 'operator', or a person's id.
        viewer text not null,
        until timestamptz not null,
        primary key (person_id, viewer)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table viewing_grant, participation');
  }
}
