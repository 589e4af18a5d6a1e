import { TotalCost, type Usage, type UsageRecorded, UsagePricedEvent, UsageRecordedEvent } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { createService, loadConfig } from '@arbiter/service';
import { scrape } from '@arbiter/telemetry';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { costAccountingConfig } from './cost-accounting.config.ts';
import { CostAccountingModule } from './cost-accounting.module.ts';
import { schema } from './persistence/schema.ts';

const usage = (usageId: string, over: Partial<Usage> = {}): Usage => ({
  usageId,
  journey: `message/${usageId}`,
  task: 'extraction',
  provider: 'mock',
  model: 'rules',
  tokens: { input: 120, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 30, reasoning: 10 },
  person: {
    id: '1b4e28ba-2fa1-8d2a-883f-0016d3cca427',
    kind: 'human',
    standing: 'known',
    team: 'core',
    department: 'platform',
  },
  forge: 'github',
  repository: { id: '1', name: 'octo/hello' },
  at: '2026-08-03T10:00:00Z',
  ...over,
});

describe('cost accounting', () => {
  let servers: Servers;
  let outside: Outside;
  let app: INestApplication;

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(costAccountingConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    app = await createService(
      { name: 'cost-accounting', module: CostAccountingModule, config: costAccountingConfig },
      config,
    );
  });

  afterAll(async () => {
    await app.close();
    await outside.close();
    await servers.close();
  });

  const record = (recorded: UsageRecorded, drive?: string) =>
    outside.events.publish(UsageRecordedEvent, recorded, drive === undefined ? {} : { drive });
  const ledger = () => app.get(Database, { strict: false }).query('select * from charge order by usage_id');

  it('enters each usage once and says what it costs', async () => {
    await record({ cause: 'one', usages: [usage('a'), usage('b', { provider: 'unheard-of' })] });
    const [priced] = await outside.awaitPublished(UsagePricedEvent, 1);
    expect(priced?.usages).toEqual([
      { usageId: 'a', journey: 'message/a', pico: '0', basis: 'free' },
      { usageId: 'b', journey: 'message/b', pico: '36000000000', basis: 'unpriced' },
    ]);
    expect(await ledger()).toMatchObject([
      { usage_id: 'a', team: 'core' },
      { usage_id: 'b', department: 'platform' },
    ]);
  });

  it('changes nothing when it is told again, and keeps the price that was made', async () => {
    const before = await ledger();
    await record(
      { cause: 'one', usages: [usage('a', { provider: 'now dear' }), usage('b', { provider: 'unheard-of' })] },
      'again',
    );
    const priced = await outside.awaitPublished(UsagePricedEvent, 2);
    expect(priced[1]).toEqual(priced[0]);
    expect(await ledger()).toEqual(before);
  });

  it('adds up to the pico-dollar', async () => {
    const total = await app.get(Queries).ask(TotalCost, { forge: 'github', repositoryId: '1' });
    expect(total).toEqual({ calls: 2, usd: '0.036000000000', pico: '36000000000' });
  });

  it('counts tokens and money by team and provider, once', async () => {
    const { body } = await scrape();
    expect(body).toContain('arbiter_cost_usd_total{provider="unheard-of",model="rules",team="core"} 0.036');
    expect(body).toContain('ai_token_usage_total{team="core",department="platform",provider="mock",kind="input"} 120');
    expect(body).toContain('ai_token_usage_total{team="core",department="platform",provider="mock",kind="output"} 20');
  });
});
