/** The gateway's own table again, in a schema beside it. */
export const BARE_TABLE = `
  create schema if not exists bench;
  create table if not exists bench.delivery (
    id uuid primary key, source text not null, event text not null, hook_id text not null, sender_id text not null,
    digest text not null, format text not null, size integer not null, status text not null, reason text,
    received_at timestamptz not null, relayed_at timestamptz, drive text, body bytea
  );
  do $$ begin
    alter table bench.delivery alter column body set compression lz4;
  exception when feature_not_supported then null; end $$;
  create index if not exists delivery_to_relay on bench.delivery (received_at)
    where status = 'accepted' and relayed_at is null;
  create index if not exists delivery_received on bench.delivery using brin (received_at);`;

/** The gateway's own statement: all bodies as one value. */
export const INSERT = `
  insert into bench.delivery (id, source, event, hook_id, sender_id, digest, format, size, status, reason, received_at, body)
  select d.id, source, event, hook_id, sender_id, digest, format, size, status, reason, received_at,
         substr($13::bytea, from_byte, size)
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                $9::text[], $10::text[], $11::timestamptz[], $12::int[])
      as d (id, source, event, hook_id, sender_id, digest, format, size, status, reason, received_at, from_byte)
  on conflict (id) do nothing returning id`;
