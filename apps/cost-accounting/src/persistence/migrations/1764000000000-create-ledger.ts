import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger: one line a charge, partitioned by month, and sums by day and month beside it, which are kept in the same
 * transaction. Money is an integer of pico-dollars (10^-12 US dollars): never a float.
 */
export class CreateLedger1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What spending is told apart by. Empty text: nobody, none.
      create table dimension (
        id integer generated always as identity primary key,
        team text collate "C" not null,
        department text collate "C" not null,
        -- forge/id
        repository text collate "C" not null,
        provider text collate "C" not null,
        model text collate "C" not null,
        task text collate "C" not null,
        unique (model, team, repository, department, provider, task)
      );

      -- The provider's response id: what makes a charge happen once. Unique over all months, which no partition can be.
      create table charged (
        usage_id text collate "C" primary key,
        used_at timestamptz not null
      );

      create table charge (
        usage_id text collate "C" not null,
        used_at timestamptz not null,
        dimension_id integer not null,
        journey text collate "C" not null,
        person_id uuid,
        service_tier text,
        input bigint not null,
        cache_read bigint not null,
        cache_write_5m bigint not null,
        cache_write_1h bigint not null,
        output bigint not null,
        reasoning bigint not null,
        pico numeric(30) not null,
        -- What the answer would have cost, had the cache not given it.
        saved_pico numeric(30) not null,
        saved_by text,
        basis text not null,
        estimated boolean not null,
        reservation_id uuid,
        primary key (used_at, usage_id)
      ) partition by range (used_at);
      -- What says it was used before there were models, or in the far future.
      create table charge_other partition of charge default;

      -- Sums of charges. grain 'd': a day, 'm': a month, in UTC.
      create table spending (
        grain "char" not null,
        start date not null,
        dimension_id integer not null,
        saved_by text collate "C" not null,
        calls bigint not null,
        input bigint not null,
        cache_read bigint not null,
        cache_write_5m bigint not null,
        cache_write_1h bigint not null,
        output bigint not null,
        reasoning bigint not null,
        pico numeric(38) not null,
        estimated_pico numeric(38) not null,
        saved_pico numeric(38) not null,
        primary key (grain, start, dimension_id, saved_by)
      ) partition by list (grain);
      create table spending_by_day partition of spending for values in ('d') with (fillfactor = 70);
      create table spending_by_month partition of spending for values in ('m') with (fillfactor = 70);

      -- Makes the partition of a month. Its owner's right, lent to the service for this alone.
      create function make_month(of_instant timestamptz) returns void language plpgsql security definer
        set search_path = cost as $make_month$
      declare
        first_day timestamptz := date_trunc('month', of_instant, 'UTC');
        name text := 'charge_' || to_char(first_day at time zone 'UTC', 'YYYY_MM');
      begin
        if of_instant < '2015-01-01' or of_instant > now() + interval '62 days' then return; end if;
        if to_regclass('cost.' || name) is not null then return; end if;
        perform pg_advisory_xact_lock(hashtext('cost.make_month'));
        execute format('create table if not exists %I partition of charge for values from (%L) to (%L)',
          name, first_day, first_day + interval '1 month');
      exception when check_violation then
        return; -- What claimed to come from there stands in the partition for the others already.
      end $make_month$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function make_month; drop table spending, charge, charged, dimension');
  }
}
