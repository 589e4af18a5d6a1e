import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Posting in little more than half the time, most of all because a batch that is new altogether is not filtered, and is answered
 * from what was just written. Besides, plans are kept from batch to batch (those of functions in plain SQL are made anew for
 * each call), and sums by month are made of those by day.
 */
export class PostAtOnce1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function sum_up(added charge[], replaced charge[]) returns void language plpgsql as $sum_up$
      #variable_conflict use_column
      begin
        with days as (
          select date_trunc('day', c.used_at, 'UTC') as day, c.dimension_id, coalesce(c.saved_by, '') as saved_by,
                 sum(sign) as calls, sum(sign * c.input) as input, sum(sign * c.cache_read) as cache_read,
                 sum(sign * c.cache_write_5m) as cache_write_5m, sum(sign * c.cache_write_1h) as cache_write_1h,
                 sum(sign * c.output) as output, sum(sign * c.reasoning) as reasoning, sum(sign * c.pico) as pico,
                 coalesce(sum(sign * c.pico) filter (where c.estimated), 0) as estimated_pico,
                 sum(sign * c.saved_pico) as saved_pico
          from (select 1 as sign, a.* from unnest(added) a union all select -1, r.* from unnest(replaced) r) c
          group by 1, 2, 3
        )
        insert into spending as s
        select grain, date_trunc(case grain when 'd' then 'day' else 'month' end, d.day, 'UTC') at time zone 'UTC',
               d.dimension_id, d.saved_by, sum(d.calls), sum(d.input), sum(d.cache_read), sum(d.cache_write_5m),
               sum(d.cache_write_1h), sum(d.output), sum(d.reasoning), sum(d.pico), sum(d.estimated_pico), sum(d.saved_pico)
        from days d, unnest(array['d', 'm']::"char"[]) grain
        group by 1, 2, 3, 4
        order by 1, 2, 3, 4
        on conflict (grain, start, dimension_id, saved_by) do update set
          calls = s.calls + excluded.calls, input = s.input + excluded.input,
          cache_read = s.cache_read + excluded.cache_read,
          cache_write_5m = s.cache_write_5m + excluded.cache_write_5m,
          cache_write_1h = s.cache_write_1h + excluded.cache_write_1h,
          output = s.output + excluded.output, reasoning = s.reasoning + excluded.reasoning,
          pico = s.pico + excluded.pico, estimated_pico = s.estimated_pico + excluded.estimated_pico,
          saved_pico = s.saved_pico + excluded.saved_pico;
      end $sum_up$;

      -- The reservation is looked up by its key: a plan that is kept must not read a table that has grown meanwhile.
      create or replace function read_entries(batch jsonb) returns entry[] language plpgsql as $read_entries$
      begin
        return (
          select coalesce(array_agg(
            case when r.created_at is null then e
                 else jsonb_populate_record(e, jsonb_build_object('used_at', r.created_at)) end
            order by e.usage_id), '{}')
          from jsonb_populate_recordset(null::entry, batch) e left join lateral (
            select known.created_at from reservation known where known.id = e.reservation_id limit 1
          ) r on true);
      end $read_entries$;

      create or replace function once(entries entry[], ids text[]) returns entry[] language plpgsql as $once$
      begin
        return array(
          select e from (
            select distinct on (u.usage_id) u as e from unnest(entries) u
            where (u.usage_id in (select unnest(ids))) is true order by u.usage_id
          ) o);
      end $once$;

      create or replace function post(batch jsonb)
      returns table (usage_id text, posted boolean, pico numeric, basis text)
      language plpgsql as $post$
      #variable_conflict use_column
      declare
        entries entry[];
        fresh_entries entry[];
        fresh charge[];
        fresh_ids text[];
        replaced charge[];
        now_ timestamptz;
        paid boolean;
        -- Whether every entry is new, and none is there twice.
        all_fresh boolean;
      begin
        entries := read_entries(batch);
        paid := exists (select from unnest(entries) e where e.reservation_id is not null or e.pico > 0);
        if paid then perform lock_accounts(); end if;
        now_ := clock_timestamp();

        with new as (
          insert into charged as c (usage_id, used_at)
          select distinct on (e.usage_id) e.usage_id, e.used_at from unnest(entries) e
          where not coalesce(e.whole, false)
             or exists (select from reservation r where r.id = e.reservation_id and r.state = 'held')
          order by e.usage_id
          on conflict do nothing returning c.usage_id
        ) select array_agg(new.usage_id) into fresh_ids from new;
        all_fresh := cardinality(fresh_ids) = cardinality(entries);

        if fresh_ids is not null then
          if all_fresh then fresh_entries := entries; else fresh_entries := once(entries, fresh_ids); end if;
          fresh := enter(fresh_entries);
          if paid then
            -- The true usage of something that was charged whole takes its place.
            with gone as (
              delete from charge c using charged k, unnest(fresh) f
              where not f.usage_id like 'reservation/%' and f.reservation_id is not null
                and k.usage_id = 'reservation/' || f.reservation_id
                and c.usage_id = k.usage_id and c.used_at = k.used_at
              returning c
            ) select array_agg(gone.c) into replaced from gone;
            perform settle(fresh_entries, now_);
          end if;
          perform sum_up(fresh, replaced);
        end if;

        if all_fresh then
          return query select f.usage_id, true, f.pico, f.basis from unnest(fresh) f;
          return;
        end if;

        -- Usage that was known by its settlement alone learns whose it was.
        update charge c set journey = e.journey, person_id = e.person_id
        from unnest(entries) e join charged k on k.usage_id = e.usage_id
        where e.journey <> '' and c.used_at = k.used_at and c.usage_id = k.usage_id and c.journey = '';

        return query
          select e.usage_id, coalesce(e.usage_id in (select unnest(fresh_ids)), false), coalesce(c.pico, 0),
                 coalesce(c.basis, 'price-book')
          from unnest(entries) e
          left join charged k on k.usage_id = e.usage_id
          left join charge c on c.usage_id = k.usage_id and c.used_at = k.used_at;
      end $post$;
    `);
  }

  /** The functions do what they did: there is nothing to take back. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
