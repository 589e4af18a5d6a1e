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
        scopes text[]; reviews text[]; complete boolean;
        -- The accounts, side by side.
        ids bigint[]; owners text[]; keys text[]; caps numeric[]; used numeric[]; spent numeric[];
        used_tokens bigint[]; spent_tokens bigint[]; ends timestamptz[]; turns text[];
      begin
        perform lock_accounts();
        at := clock_timestamp();
        scopes := array(
          select distinct s from jsonb_array_elements(requests) r, jsonb_array_elements_text(r->'scopes') s);
        loop
          select array_agg(a.id), array_agg(b.id::text), array_agg(b.scope),
                 array_agg(case when b.hard then b.cap_pico end), array_agg(a.spent_pico + a.reserved_pico),
                 array_agg(a.spent_pico), array_agg(0::bigint), array_agg(0::bigint), array_agg(a.period_end),
                 array_agg(b.on_exhausted), bool_and(a.id is not null)
          into ids, owners, keys, caps, used, spent, used_tokens, spent_tokens, ends, turns, complete
          from budget b left join account a on a.owner = b.id::text and a.period_start = period_start(b, at)
          where b.scope = any(scopes) and b.deleted_at is null and b.created_at <= at;
          exit when complete is distinct from false;
          -- A period has turned, or the budget is new.
          insert into account (owner, budget_id, period_start, period_end)
          select b.id::text, b.id, period_start(b, at), period_end(b, at) from budget b
          where b.scope = any(scopes) and b.deleted_at is null and b.created_at <= at
          on conflict do nothing;
        end loop;
        reviews := array(
          select distinct 'review/' || (r->>'review') from jsonb_array_elements(requests) r where r ? 'review');
        if array_length(reviews, 1) > 0 then
          insert into account (owner, period_start) select r, '-infinity' from unnest(reviews) r on conflict do nothing;
          for known in select * from account a where a.owner = any(reviews) and a.period_start = '-infinity' loop
            ids := ids || known.id; owners := owners || substr(known.owner, 8); keys := keys || known.owner;
            caps := caps || null::numeric; used := used || known.spent_pico + known.reserved_pico;
            spent := spent || known.spent_pico; ends := ends || null::timestamptz; turns := turns || 'downgrade'::text;
            used_tokens := used_tokens || known.spent_tokens + known.reserved_tokens;
            spent_tokens := spent_tokens || known.spent_tokens;
          end loop;
        end if;
        budgets := coalesce(array_length(ids, 1), 0);

        for q in
          select * from jsonb_to_recordset(requests) as r (id uuid, scopes text[], fixed numeric, rate numeric,
            prompt bigint, max bigint, min bigint, lease integer, review text, review_pico numeric,
            review_tokens bigint, call jsonb)
        loop
          reservation_id := q.id; reason := null; budget_id := null; scope := null; on_exhausted := null;
          period_ends := null;
          select r.max_output, r.held_pico into known from reservation r where r.id = q.id;
          if found then -- asked again
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
    await runner.query('drop function reserve; drop function lock_accounts');
  }
}
