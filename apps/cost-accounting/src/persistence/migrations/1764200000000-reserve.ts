import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reservations are decided in the database, many at once, one batch at a time: a single statement that takes the lock of
 * all accounts, decides, writes and commits. No client ever holds the lock between two statements, so that a replica that
 * hangs or dies stops nobody, and as there is one lock there are no deadlocks.
 */
export class Reserve1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function lock_accounts() returns void language sql as $lock_accounts$
        select pg_advisory_xact_lock(hashtext('cost.account'))
      $lock_accounts$;

      -- The accounts of all budgets on these scopes, for the periods that an instant falls in; made where missing.
      create function accounts_of(scopes text[], at timestamptz)
      returns table (account_id bigint, budget_id uuid, scope text, cap numeric, period_ends timestamptz,
                     on_exhausted text, used numeric, spent numeric)
      language plpgsql as $accounts_of$
      begin
        insert into account (owner, budget_id, period_start, period_end)
        select b.id::text, b.id, period_start(b, at), period_end(b, at) from budget b
        where b.scope = any(scopes) and b.deleted_at is null and b.created_at <= at
          and not exists (select from account a where a.owner = b.id::text and a.period_start = period_start(b, at))
        on conflict do nothing;
        return query
          select a.id, b.id, b.scope, case when b.hard then b.cap_pico end, a.period_end, b.on_exhausted,
                 a.spent_pico + a.reserved_pico, a.spent_pico
          from budget b join account a on a.owner = b.id::text and a.period_start = period_start(b, at)
          where b.scope = any(scopes) and b.deleted_at is null and b.created_at <= at
          order by b.created_at;
      end $accounts_of$;

      -- Decides on requests in their order. Each: id, scopes, fixed and rate (pico-dollars, exact: cost is
      -- fixed + rate * output), prompt (tokens), max, min, lease (seconds), review, review_pico, review_tokens, call.
      create function reserve(requests jsonb)
      returns table (reservation_id uuid, granted boolean, max_output bigint, held numeric, reason text,
                     budget_id text, scope text, on_exhausted text, period_ends timestamptz)
      language plpgsql as $reserve$
      #variable_conflict use_variable
      declare
        at timestamptz;
        q record;
        i integer;
        known record;
        need numeric; cap numeric; outputs numeric;
        refused integer; why text; mine bigint[];
        budgets integer;
        -- The accounts, side by side.
        ids bigint[]; owners text[]; keys text[]; caps numeric[]; used numeric[]; spent numeric[];
        used_tokens bigint[]; spent_tokens bigint[]; ends timestamptz[]; turns text[];
      begin
        perform lock_accounts();
        at := clock_timestamp();
        insert into account (owner, period_start)
        select distinct 'review/' || (r->>'review'), '-infinity'::timestamptz from jsonb_array_elements(requests) r
        where r->>'review' is not null
        on conflict do nothing;
        select array_agg(a.account_id), array_agg(a.owner), array_agg(a.key), array_agg(a.cap), array_agg(a.used),
               array_agg(a.spent), array_agg(a.used_tokens), array_agg(a.spent_tokens), array_agg(a.ends),
               array_agg(a.on_exhausted)
        into ids, owners, keys, caps, used, spent, used_tokens, spent_tokens, ends, turns
        from (
          select b.account_id, b.budget_id::text as owner, b.scope as key, b.cap, b.used, b.spent,
                 0::bigint as used_tokens, 0::bigint as spent_tokens, b.period_ends as ends, b.on_exhausted
          from accounts_of(array(
            select distinct s from jsonb_array_elements(requests) r, jsonb_array_elements_text(r->'scopes') s), at) b
          union all
          select a.id, substr(a.owner, 8), a.owner, null, a.spent_pico + a.reserved_pico, a.spent_pico,
                 a.spent_tokens + a.reserved_tokens, a.spent_tokens, null, 'downgrade'
          from account a
          where a.owner = any(array(select 'review/' || (r->>'review') from jsonb_array_elements(requests) r))
            and a.period_start = '-infinity'
        ) a;
        budgets := coalesce(array_length(ids, 1), 0);

        for q in
          select * from jsonb_to_recordset(requests) as r (id uuid, scopes text[], fixed numeric, rate numeric,
            prompt bigint, max bigint, min bigint, lease integer, review text, review_pico numeric,
            review_tokens bigint, call jsonb)
        loop
          reservation_id := q.id; reason := null; budget_id := null; scope := null; on_exhausted := null;
          period_ends := null;
          select r.max_output, r.held_pico into known from reservation r where r.id = q.id;
          if found then
            granted := true; max_output := known.max_output; held := known.held_pico;
            return next; continue;
          end if;
          outputs := q.max; refused := null; why := null; mine := '{}';
          need := ceil(q.fixed + q.rate * q.min);
          for i in 1..budgets loop
            continue when not (keys[i] = any(q.scopes)) and keys[i] is distinct from 'review/' || q.review;
            mine := mine || ids[i];
            cap := caps[i];
            if keys[i] = 'review/' || q.review then
              cap := q.review_pico;
              if q.review_tokens is not null then
                if used_tokens[i] + q.prompt + q.min > q.review_tokens then
                  if spent_tokens[i] + q.prompt + q.min > q.review_tokens then
                    why := 'exhausted'; refused := i;
                  elsif why is null then why := 'contended'; refused := i;
                  end if;
                end if;
                outputs := least(outputs, q.review_tokens - used_tokens[i] - q.prompt);
              end if;
            end if;
            continue when cap is null or q.fixed + q.rate * q.max = 0;
            if used[i] + need > cap then
              if spent[i] + need > cap then
                why := 'exhausted'; refused := i;
              elsif why is null then why := 'contended'; refused := i;
              end if;
            elsif q.rate > 0 then
              outputs := least(outputs, div(cap - used[i] - q.fixed, q.rate));
            end if;
          end loop;

          if why is null then
            granted := true; max_output := outputs; held := ceil(q.fixed + q.rate * outputs);
            insert into reservation (id, state, accounts, max_output, held_pico, held_tokens, expires_at, created_at, call)
            values (q.id, 'held', mine, outputs, held, q.prompt + outputs, at + make_interval(secs => q.lease), at, q.call);
            for i in 1..budgets loop
              continue when not (ids[i] = any(mine));
              used[i] := used[i] + held; used_tokens[i] := used_tokens[i] + q.prompt + outputs::bigint;
            end loop;
          else
            granted := false; max_output := null; held := null; reason := why;
            budget_id := owners[refused]; on_exhausted := turns[refused]; period_ends := ends[refused];
            scope := split_part(keys[refused], '/', 1);
            if why = 'exhausted' and scope <> 'review' then
              insert into alert (account_id, cap_pico, percent, spent_pico, at)
              values (ids[refused], caps[refused], 0, spent[refused], at) on conflict do nothing;
            end if;
          end if;
          return next;
        end loop;

        update account a
        set reserved_pico = n.used - a.spent_pico,
            reserved_tokens = case when a.budget_id is null then n.used_tokens - a.spent_tokens else 0 end
        from unnest(ids, used, used_tokens) as n (id, used, used_tokens)
        where a.id = n.id
          and (a.spent_pico + a.reserved_pico <> n.used
               or a.budget_id is null and a.spent_tokens + a.reserved_tokens <> n.used_tokens);
      end $reserve$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function reserve; drop function accounts_of; drop function lock_accounts');
  }
}
