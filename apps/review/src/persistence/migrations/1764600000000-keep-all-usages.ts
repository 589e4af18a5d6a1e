import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An answer may take several calls of a model, and a call is more than a count of tokens: they are kept as they are told. */
export class KeepAllUsages1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table analysis add column usages jsonb;
      update analysis set usages = jsonb_build_array(jsonb_build_object(
        'usageId', usage_id, 'provider', provider, 'model', model, 'tokens', tokens,
        'at', to_char(answered_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
      alter table analysis
        alter column usages set not null,
        drop column usage_id, drop column provider, drop column model, drop column tokens, drop column answered_at;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table analysis
        add column usage_id text collate "C", add column provider text, add column model text,
        add column tokens jsonb, add column answered_at timestamptz;
      update analysis set usage_id = usages->-1->>'usageId', provider = usages->-1->>'provider',
        model = usages->-1->>'model', tokens = usages->-1->'tokens', answered_at = (usages->-1->>'at')::timestamptz;
      alter table analysis
        alter column usage_id set not null, alter column provider set not null, alter column model set not null,
        alter column tokens set not null, alter column answered_at set not null, drop column usages;
    `);
  }
}
