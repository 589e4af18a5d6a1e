import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Charges that are posted together have most in common (repository, provider, model, prices): it is said once. A batch is
 * `{"common": {…}, "entries": [{…}, …]}`, or a list as before, which a service of an earlier version sends while it is replaced.
 */
export class EntriesInCommon1765600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      readEntries(`
      jsonb_populate_recordset(
        jsonb_populate_record(null::entry, coalesce(batch->'common', '{}')), coalesce(batch->'entries', batch))`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(readEntries('jsonb_populate_recordset(null::entry, batch)'));
  }
}

/** The function that reads a batch, from where its entries come. */
const readEntries = (from: string): string => `
  create or replace function read_entries(batch jsonb) returns entry[] language plpgsql as $read_entries$
  begin
    return (
      select coalesce(array_agg(
        case when r.created_at is null then e
             else jsonb_populate_record(e, jsonb_build_object('used_at', r.created_at)) end
        order by e.usage_id), '{}')
      from ${from} e left join lateral (
        select known.created_at from reservation known where known.id = e.reservation_id limit 1
      ) r on true);
  end $read_entries$;
`;
