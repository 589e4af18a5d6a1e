import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Posting: charges enter the ledger, its sums, the budgets and the reservations that they settle, in one statement.
 * What is posted again changes nothing.
 */
export class Post1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One charge to post.
      create type entry as (
        usage_id text, used_at timestamptz, journey text, person_id uuid,
        team text, department text, repository text, provider text, model text, task text, service_tier text,
        input bigint, cache_read bigint, cache_write_5m bigint, cache_write_1h bigint, output bigint, reasoning bigint,
        pico numeric, saved_pico numeric, saved_by text, basis text, estimated boolean,
        -- What was reserved for it; whole: nobody knows the true usage, so that all that is held is charged.
        reservation_id uuid, whole boolean,
        -- Whose budgets it falls under where nothing was reserved.
        scopes text[]
      );

      -- Adds charges to the sums, and takes those away that they replace: in one go and one order, so that nobody waits
      -- for somebody who waits for him.
      create function sum_up(added charge[], replaced charge[]) returns void language sql as $sum_up$
        insert into spending as s
        select grain, date_trunc(case grain when 'd' then 'day' else 'month' end, c.used_at, 'UTC') at time zone 'UTC',
               c.dimension_id, coalesce(c.saved_by, ''), sum(sign), sum(sign * c.input), sum(sign * c.cache_read),
               sum(sign * c.cache_write_5m), sum(sign * c.cache_write_1h), sum(sign * c.output), sum(sign * c.reasoning),
               sum(sign * c.pico), coalesce(sum(sign * c.pico) filter (where c.estimated), 0), sum(sign * c.saved_pico)
        from (select 1 as sign, a.* from unnest(added) a union all select -1, r.* from unnest(replaced) r) c,
             unnest(array['d', 'm']::"char"[]) grain
        group by 1, 2, 3, 4
        order by 1, 2, 3, 4
        on conflict (grain, start, dimension_id, saved_by) do update set
          calls = s.calls + excluded.calls, input = s.input + excluded.input,
          cache_read = s.cache_read + excluded.cache_read,
          cache_write_5m = s.cache_write_5m + excluded.cache_write_5m,
          cache_write_1h = s.cache_write_1h + excluded.cache_write_1h,
          output = s.output + excluded.output, reasoning = s.reasoning + excluded.reasoning,
          pico = s.pico + excluded.pico, estimated_pico = s.estimated_pico + excluded.estimated_pico,
          saved_pico = s.saved_pico + excluded.saved_pico
      $sum_up$;

      -- Reads a batch. What was reserved counts from its reservation on, whoever tells of it first.
      create function read_entries(batch jsonb) returns entry[] language sql as $read_entries$
        select coalesce(array_agg(
          case when r.id is null then e else jsonb_populate_record(e, jsonb_build_object('used_at', r.created_at)) end
          order by e.usage_id), '{}')
        from jsonb_populate_recordset(null::entry, batch) e left join reservation r on r.id = e.reservation_id
      $read_entries$;

      -- The entries with these ids, each id once. In parentheses the ids are hashed; a join would compare each with each.
      create function once(entries entry[], ids text[]) returns entry[] language sql as $once$
        select array(
          select e from (
            select distinct on (u.usage_id) u as e from unnest(entries) u
            where (u.usage_id in (select unnest(ids))) is true order by u.usage_id
          ) o)
      $once$;

      -- Writes charges, each one once, whose keys stand in the table charged already.
      create function enter(entries entry[]) returns charge[] language plpgsql as $enter$
      #variable_conflict use_column
      declare
        entered charge[];
      begin
        insert into dimension (team, department, repository, provider, model, task)
        select distinct e.team, e.department, e.repository, e.provider, e.model, e.task from unnest(entries) e
        where not exists (
          select from dimension d where d.model = e.model and d.team = e.team and d.repository = e.repository
            and d.department = e.department and d.provider = e.provider and d.task = e.task)
        order by 1, 2, 3, 4, 5, 6
        on conflict do nothing;
        with new as (
          insert into charge as c
          select e.usage_id, e.used_at, d.id, e.journey, e.person_id, e.service_tier, e.input,
                 e.cache_read, e.cache_write_5m, e.cache_write_1h, e.output, e.reasoning, e.pico, e.saved_pico,
                 e.saved_by, e.basis, e.estimated, e.reservation_id
          from unnest(entries) e join dimension d
            on d.model = e.model and d.team = e.team and d.repository = e.repository
               and d.department = e.department and d.provider = e.provider and d.task = e.task
          returning c
        ) select array_agg(new.c) into entered from new;
        return entered;
      end $enter$;

      -- Writes charges anew, whatever stood there, without touching budgets or sums: the ledger is being rebuilt.
      create function restate(batch jsonb) returns void language plpgsql as $restate$
      #variable_conflict use_column
      declare
        entries entry[] := read_entries(batch);
        ids text[] := array(select distinct e.usage_id from unnest(entries) e);
      begin
        delete from charge c using charged k
        where k.usage_id = any(ids) and c.usage_id = k.usage_id and c.used_at = k.used_at;
        delete from charged k where k.usage_id = any(ids);
        insert into charged select distinct on (e.usage_id) e.usage_id, e.used_at from unnest(entries) e order by e.usage_id;
        perform enter(once(entries, ids));
      end $restate$;

      -- Adds all charges up anew.
      create function sum_up_all() returns void language sql as $sum_up_all$
        lock table spending in exclusive mode;
        delete from spending;
        insert into spending
        select grain, date_trunc(case grain when 'd' then 'day' else 'month' end, c.used_at, 'UTC') at time zone 'UTC',
               c.dimension_id, coalesce(c.saved_by, ''), count(*), sum(c.input), sum(c.cache_read), sum(c.cache_write_5m),
               sum(c.cache_write_1h), sum(c.output), sum(c.reasoning), sum(c.pico),
               coalesce(sum(c.pico) filter (where c.estimated), 0), sum(c.saved_pico)
        from charge c, unnest(array['d', 'm']::"char"[]) grain
        group by 1, 2, 3, 4
        -- In the order of time, as they come about otherwise: what is asked for together lies together.
        order by 1, 2
      $sum_up_all$;

      -- Moves money of accounts, and says who should hear of it.
      create function move(account_ids bigint[], spent numeric[], reserved numeric[], spent_tokens bigint[],
                           reserved_tokens bigint[], at timestamptz)
      returns void language plpgsql as $move$
      begin
        update account a
        set spent_pico = a.spent_pico + m.spent, reserved_pico = a.reserved_pico + m.reserved,
            spent_tokens = a.spent_tokens + case when a.budget_id is null then m.spent_tokens else 0 end,
            reserved_tokens = a.reserved_tokens + case when a.budget_id is null then m.reserved_tokens else 0 end
        from (select n.id, sum(n.spent) as spent, sum(n.reserved) as reserved, sum(n.spent_tokens)::bigint as spent_tokens,
                     sum(n.reserved_tokens)::bigint as reserved_tokens
              from unnest($1, $2, $3, $4, $5) as n (id, spent, reserved, spent_tokens, reserved_tokens) group by n.id) m
        where a.id = m.id;
        insert into account_day as d (account_id, day, spent_pico)
        select n.id, ($6 at time zone b.timezone)::date, sum(n.spent)
        from unnest($1, $2) as n (id, spent) join account a on a.id = n.id join budget b on b.id = a.budget_id
        where n.spent <> 0 group by 1, 2
        on conflict (account_id, day) do update set spent_pico = d.spent_pico + excluded.spent_pico;
        perform warn($1, $6);
      end $move$;

      -- Notes which marks accounts have passed, each once for a cap.
      create function warn(account_ids bigint[], at timestamptz) returns void language sql as $warn$
        insert into alert (account_id, cap_pico, percent, spent_pico, at)
        select a.id, b.cap_pico, mark, a.spent_pico, $2
        from account a join budget b on b.id = a.budget_id, unnest(array[50, 80, 100]) mark
        where a.id = any($1) and b.deleted_at is null and a.spent_pico * 100 >= b.cap_pico * mark
        on conflict do nothing
      $warn$;

      -- Posts charges. Answers for each what the ledger holds under its id; posted: whether it was new.
      create function post(batch jsonb)
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

        if fresh_ids is not null then
          fresh_entries := once(entries, fresh_ids);
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

        -- Usage that was known by its settlement alone learns whose it was.
        if coalesce(array_length(fresh_ids, 1), 0) < coalesce(array_length(entries, 1), 0) then
          update charge c set journey = e.journey, person_id = e.person_id
          from unnest(entries) e join charged k on k.usage_id = e.usage_id
          where e.journey <> '' and c.used_at = k.used_at and c.usage_id = k.usage_id and c.journey = '';
        end if;

        return query
          select e.usage_id, coalesce(e.usage_id in (select unnest(fresh_ids)), false), coalesce(c.pico, 0),
                 coalesce(c.basis, 'price-book')
          from unnest(entries) e
          left join charged k on k.usage_id = e.usage_id
          left join charge c on c.usage_id = k.usage_id and c.used_at = k.used_at;
      end $post$;

      -- Settles the reservations of new charges, and charges the budgets of those that nothing was reserved for.
      create function settle(entries entry[], at timestamptz) returns void language plpgsql as $settle$
      #variable_conflict use_column
      declare
        change record;
      begin
        insert into account (owner, budget_id, period_start, period_end)
        select distinct b.id::text, b.id, period_start(b, e.used_at), period_end(b, e.used_at)
        from unnest(entries) e
        join budget b on b.scope = any(e.scopes) and b.deleted_at is null and b.created_at <= e.used_at
        where e.pico > 0
          and not exists (select from reservation r where r.id = e.reservation_id)
          and not exists (
            select from account a where a.owner = b.id::text and a.period_start = period_start(b, e.used_at))
        on conflict do nothing;

        with mine as (
          select e.*, e.input + e.cache_read + e.cache_write_5m + e.cache_write_1h + e.output as tokens,
                 row_number() over (partition by e.reservation_id order by e.usage_id) as turn
          from unnest(entries) e
        ), settled as (
          select m.*, r.accounts, r.held_pico, r.held_tokens,
                 jsonb_build_object(
                   'tokens', jsonb_build_object(
                     'input', m.input, 'cacheRead', m.cache_read, 'cacheWrite5m', m.cache_write_5m,
                     'cacheWrite1h', m.cache_write_1h, 'output', m.output, 'reasoning', m.reasoning),
                   'serviceTier', m.service_tier, 'basis', m.basis, 'estimated', m.estimated) as usage,
                 m.turn = 1 and r.state = 'held' as was_held, m.turn = 1 and r.state = 'estimated' as was_estimated
          from mine m join reservation r on r.id = m.reservation_id
        ), marked as (
          update reservation r
          set state = case when s.whole then 'estimated' else 'settled' end, usage_id = s.usage_id,
              usage = s.usage, charged_pico = s.pico, charged_tokens = s.tokens
          from settled s where r.id = s.reservation_id and s.turn = 1 and r.state <> 'settled'
        ), moves as (
          select unnest(s.accounts) as id,
                 s.pico - case when s.was_estimated then s.held_pico else 0 end as spent,
                 case when s.was_held then -s.held_pico else 0 end as reserved,
                 s.tokens - case when s.was_estimated then s.held_tokens else 0 end as spent_tokens,
                 case when s.was_held then -s.held_tokens else 0 end as reserved_tokens
          from settled s
          union all
          select a.id, m.pico, 0, 0, 0
          from mine m
          join budget b on b.scope = any(m.scopes) and b.deleted_at is null and b.created_at <= m.used_at
          join account a on a.owner = b.id::text and a.period_start = period_start(b, m.used_at)
          where m.pico > 0 and not exists (select from settled s where s.usage_id = m.usage_id)
        )
        select array_agg(m.id) as ids, array_agg(m.spent) as spent, array_agg(m.reserved) as reserved,
               array_agg(m.spent_tokens) as spent_tokens, array_agg(m.reserved_tokens) as reserved_tokens
        into change from moves m;
        if change.ids is not null then
          perform move(change.ids, change.spent, change.reserved, change.spent_tokens, change.reserved_tokens, at);
        end if;
      end $settle$;

      -- Gives back what is held for calls that were surely not billed.
      create function release(reservation_ids uuid[]) returns void language plpgsql as $release$
      declare
        change record;
      begin
        perform lock_accounts();
        with freed as (
          update reservation r set state = 'free' where r.id = any(reservation_ids) and r.state = 'held'
          returning r.accounts, r.held_pico, r.held_tokens
        ), moves as (
          select unnest(f.accounts) as id, 0::numeric as zero, -f.held_pico as held, 0::bigint as none, -f.held_tokens as tokens
          from freed f
        )
        select array_agg(m.id) as ids, array_agg(m.zero) as zero, array_agg(m.held) as held, array_agg(m.none) as none,
               array_agg(m.tokens) as tokens
        into change from moves m;
        if change.ids is not null then
          perform move(change.ids, change.zero, change.held, change.none, change.tokens, clock_timestamp());
        end if;
      end $release$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function release, settle, post, warn, move, sum_up_all, restate, enter, once, read_entries, sum_up;
      drop type entry;
    `);
  }
}
