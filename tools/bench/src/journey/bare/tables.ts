import type { Target } from './insert.ts';

/** The services' own tables and columns, as far as a commit's journey fills them. */
export const PUSH: Target = {
  table: 'ingestion.push',
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
  table: 'ingestion.commit',
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
  table: 'ingestion.commit_ref',
  columns: { forge: 'text', repository_id: 'text', sha: 'text', ref: 'text' },
};
export const PERSON: Target = { table: 'identity.person', columns: { id: 'uuid', kind: 'text', standing: 'text' } };
export const ACCOUNT: Target = {
  table: 'identity.account',
  columns: { kind: 'text', value: 'text', person_id: 'uuid', evidence: 'text' },
};
export const ATTRIBUTION: Target = {
  table: 'identity.attribution',
  columns: { forge: 'text', repository_id: 'text', sha: 'bytea', position: 'smallint', person_id: 'uuid' },
};
export const ANALYSIS: Target = {
  table: 'review.analysis',
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
  table: 'cost.charge',
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
  table: 'notifier.debt_note',
  columns: { journey: 'text', version: 'text', person_id: 'uuid', notes: 'int' },
};
export const JOURNEY: Target = { table: 'admin.journey', columns: { id: 'uuid', key: 'text' } };
export const STEP: Target = {
  table: 'admin.step',
  columns: { journey: 'uuid', leg: 'smallint', fact: 'bigint', at: 'timestamptz', delivery: 'uuid' },
};
