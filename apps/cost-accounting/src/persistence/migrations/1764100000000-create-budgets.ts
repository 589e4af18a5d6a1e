import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Budgets, what was spent and is held of them in each period, and the reservations. */
export class CreateBudgets1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table budget (
        id uuid primary key,
        -- type/id: team/core, repository/github/1296269
        scope text collate "C" not null,
        period text not null,
        timezone text not null,
        cap_pico numeric(30) not null check (cap_pico > 0),
        hard boolean not null,
        on_exhausted text not null,
        created_at timestamptz not null,
        deleted_at timestamptz
      );
      create index on budget (scope) where deleted_at is null;

      -- When the period began that an instant falls in: a budget counts from its making.
      create function period_start(b budget, at timestamptz) returns timestamptz stable language sql as $period_start$
        select case b.period when 'total' then b.created_at
               else greatest(b.created_at, date_trunc(b.period, at, b.timezone)) end
      $period_start$;

      -- When that period ends; null: never. By the zone's calendar, so that days of 23 and 25 hours are days.
      create function period_end(b budget, at timestamptz) returns timestamptz stable language sql as $period_end$
        select case b.period when 'total' then null
               else (date_trunc(b.period, greatest(at, b.created_at) at time zone b.timezone)
                     + ('1 ' || b.period)::interval) at time zone b.timezone end
      $period_end$;

      -- One period of one budget, or one review with caps of its own.
      create table account (
        id bigint generated always as identity primary key,
        -- The budget's id, or review/<id>.
        owner text collate "C" not null,
        budget_id uuid references budget (id),
        period_start timestamptz not null,
        period_end timestamptz,
        spent_pico numeric(30) not null default 0,
        reserved_pico numeric(30) not null default 0,
        spent_tokens bigint not null default 0,
        reserved_tokens bigint not null default 0,
        unique (owner, period_start)
      ) with (fillfactor = 50);

      -- How a period was used up, by day of the budget's zone.
      create table account_day (
        account_id bigint not null references account (id),
        day date not null,
        spent_pico numeric(30) not null,
        primary key (account_id, day)
      ) with (fillfactor = 50);

      create table reservation (
        id uuid primary key,
        -- held -> settled (its true cost), free (not billed) or estimated (charged whole; its true usage corrects it).
        state text not null,
        accounts bigint[] not null,
        max_output bigint not null,
        held_pico numeric(30) not null,
        held_tokens bigint not null,
        charged_pico numeric(30) not null default 0,
        charged_tokens bigint not null default 0,
        usage_id text collate "C",
        -- What was charged at the end: tokens by kind, serviceTier, basis, estimated.
        usage jsonb,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        -- Who asked whom for what, to enter it in the ledger.
        call jsonb not null
      ) with (fillfactor = 70);
      create index on reservation (expires_at) where state = 'held';

      -- What somebody should hear of; waits here until it is published.
      create table alert (
        account_id bigint not null references account (id),
        cap_pico numeric(30) not null,
        -- 50, 80, 100: warned; 0: exhausted.
        percent smallint not null,
        spent_pico numeric(30) not null,
        at timestamptz not null,
        published_at timestamptz,
        primary key (account_id, cap_pico, percent)
      );
      create index on alert (at) where published_at is null;

      -- Prices that were imported, in the order of their import; the shipped ones come before them all.
      create table price (
        seq bigint generated always as identity primary key,
        model text collate "C" not null,
        effective_from timestamptz not null,
        source text not null,
        rates jsonb not null,
        imported_at timestamptz not null default now()
      );
      create index on price (model, effective_from);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table price, alert, reservation, account_day, account;
      drop function period_start, period_end;
      drop table budget;
    `);
  }
}
