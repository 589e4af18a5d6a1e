import type { Target } from './insert.ts';

/** The services' tables again, with their keys and indexes, as far as a commit's journey fills them. */
export const PUSH: Target = {
  table: 'bench.push',
  key: 'id',
  indexes: ['forge, repository_id, ref'],
  columns: {
    id: 'uuid',
    delivery_id: 'uuid',
    received_at: 'timestamptz',
    forge: 'text',
    repository_id: 'text',
    repository_name: 'text',
    ref: 'text',
    before_sha: 'text',
    after_sha: 'text',
    created: 'bool',
    deleted: 'bool',
    forced: 'bool',
    total_commits: 'int',
    incomplete: 'bool',
  },
};
export const COMMIT: Target = {
  table: 'bench.commit',
  defaults: 'ingested_at timestamptz(3) not null default now()',
  key: 'forge, repository_id, sha',
  indexes: ['ingested_at desc, sha', 'sha'],
  columns: {
    forge: 'text',
    repository_id: 'text',
    sha: 'text',
    delivery_id: 'uuid',
    repository_name: 'text',
    message: 'text',
    truncated: 'bool',
    authored_at: 'text',
  },
};
export const COMMIT_REF: Target = {
  table: 'bench.commit_ref',
  key: 'forge, repository_id, sha, ref',
  columns: { forge: 'text', repository_id: 'text', sha: 'text', ref: 'text' },
};
export const PERSON: Target = {
  table: 'bench.person',
  defaults: 'at timestamptz not null default now()',
  key: 'id',
  columns: { id: 'uuid', kind: 'text', standing: 'text' },
};
export const ACCOUNT: Target = {
  table: 'bench.account',
  defaults: 'at timestamptz not null default now()',
  key: 'kind, value',
  indexes: ['person_id'],
  columns: { kind: 'text', value: 'text', person_id: 'uuid', evidence: 'text' },
};
export const ATTRIBUTION: Target = {
  table: 'bench.attribution',
  key: 'forge, repository_id, sha, position',
  columns: { forge: 'text', repository_id: 'text', sha: 'bytea', position: 'smallint', person_id: 'uuid' },
};
export const ANALYSIS: Target = {
  table: 'bench.analysis',
  key: 'journey, digest',
  columns: {
    journey: 'text',
    digest: 'text',
    kind: 'text',
    forge: 'text',
    repository_id: 'text',
    delivery_id: 'uuid',
    person: 'jsonb',
    usage_id: 'text',
    provider: 'text',
    model: 'text',
    tokens: 'jsonb',
    answered_at: 'timestamptz',
    commitment_ids: 'text::uuid[]',
    debt_notes: 'int',
  },
};
export const CHARGE: Target = {
  table: 'bench.charge',
  key: 'usage_id',
  columns: {
    usage_id: 'text',
    journey: 'text',
    task: 'text',
    provider: 'text',
    model: 'text',
    input: 'bigint',
    cache_read: 'bigint',
    cache_write_5m: 'bigint',
    cache_write_1h: 'bigint',
    output: 'bigint',
    reasoning: 'bigint',
    pico: 'numeric',
    basis: 'text',
    person_id: 'uuid',
    forge: 'text',
    repository_id: 'text',
    used_at: 'timestamptz',
  },
};
export const DEBT_NOTE: Target = {
  table: 'bench.debt_note',
  defaults: 'at timestamptz not null default now()',
  key: 'journey, version',
  columns: { journey: 'text', version: 'text', person_id: 'uuid', notes: 'int' },
};
export const JOURNEY: Target = { table: 'bench.journey', key: 'id', columns: { id: 'uuid', key: 'text' } };
export const STEP: Target = {
  table: 'bench.step',
  key: 'journey, leg, fact',
  columns: { journey: 'uuid', leg: 'smallint', fact: 'bigint', at: 'timestamptz', delivery: 'uuid' },
};

/** Makes them; the running count of steps and the deliveries have tables of their own. */
export const SCHEMA = [
  'create schema if not exists bench',
  'create table bench.tally (forge text, repository_id text, complete bigint, primary key (forge, repository_id))',
  ...[PUSH, COMMIT, COMMIT_REF, PERSON, ACCOUNT, ATTRIBUTION, ANALYSIS, CHARGE, DEBT_NOTE, JOURNEY, STEP].flatMap(
    ddlOf,
  ),
].join(';');

/**
 * Else Postgres would vacuum them, and take their statistics, while the other pipeline is measured. Of these tables alone: the
 * server may be the operator's.
 */
export const WITHOUT_UPKEEP = `do $$ declare name regclass; begin
  for name in select oid from pg_class where relnamespace = 'bench'::regnamespace and relkind = 'r' loop
    execute format('alter table %s set (autovacuum_enabled = off, toast.autovacuum_enabled = off)', name);
  end loop;
end $$`;

function ddlOf({ table, columns, key, indexes = [], defaults = '' }: Target): string[] {
  const fields = Object.entries(columns).map(([name, type]) => `${name} ${type.split('::').at(-1) ?? ''}`);
  return [
    `create table ${table} (${[...fields, defaults, `primary key (${key})`].filter((part) => part !== '').join(', ')})`,
    ...indexes.map((index) => `create index on ${table} (${index})`),
  ];
}
