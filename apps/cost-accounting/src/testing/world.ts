import { randomUUID } from 'node:crypto';
import {
  CreateBudget,
  type BudgetTerms,
  type BudgetView,
  type QueryDefinition,
  type RequestOf,
  ReserveBudget,
  ShowBudget,
  type TokenUsage,
  type Usage,
  UsagePricedEvent,
} from '@arbiter/contracts';
import { Broker, Queries } from '@arbiter/messaging';
import { Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import type { INestApplication, Type } from '@nestjs/common';
import { costAccountingConfig } from '../cost-accounting.config.ts';
import { CostAccountingModule } from '../cost-accounting.module.ts';
import { schema } from '../persistence/schema.ts';

/** Token counts: what is not named is none. */
export const tokens = (over: Partial<TokenUsage> = {}): TokenUsage => ({
  input: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
  ...over,
});

/** A usage of gpt-4o: $2.50 a million tokens in, $10 out. */
export const usage = (usageId: string, over: Partial<Usage> = {}): Usage => ({
  usageId,
  journey: `message/${usageId}`,
  task: 'extraction',
  provider: 'openai',
  model: 'gpt-4o',
  tokens: tokens({ input: 100, output: 10 }),
  person: {
    id: '1b4e28ba-2fa1-8d2a-883f-0016d3cca427',
    kind: 'human',
    standing: 'known',
    team: 'core',
    department: 'platform',
  },
  forge: 'github',
  repository: { id: '1', name: 'octo/hello' },
  at: new Date().toISOString(),
  ...over,
});

type Wish = RequestOf<typeof ReserveBudget>;

/** A request for a call of gpt-4o: 100 tokens in, at most 10 out, which is 0.00035 USD. */
export const wish = (over: Partial<Wish> = {}): Wish => ({
  reservationId: randomUUID(),
  subject: { department: 'platform', team: 'core', repository: { forge: 'github', id: '1' } },
  task: 'extraction',
  provider: 'openai',
  model: 'gpt-4o',
  input: 100,
  maxOutput: 10,
  minOutput: 10,
  leaseSeconds: 60,
  ...over,
});

/** What such a call costs at most, in pico-dollars. */
export const CALL = 350_000_000n;

/** Cost accounting with servers of its own, and somebody outside who asks it. */
export class CostWorld {
  private constructor(
    readonly servers: Servers,
    readonly outside: Outside,
    readonly app: INestApplication,
  ) {}

  static async start(): Promise<CostWorld> {
    const servers = await startServers();
    const config = loadConfig(costAccountingConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    const [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    const app = await createService(
      { name: 'cost-accounting', module: CostAccountingModule, config: costAccountingConfig },
      config,
    );
    await app.get(Broker, { strict: false }).whenUp(10_000);
    return new CostWorld(servers, outside, app);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.outside.close();
    await this.servers.close();
  }

  get<Provider>(type: Type<Provider>): Provider {
    return this.app.get(type, { strict: false });
  }

  ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply> {
    return this.get(Queries).ask(query, request);
  }

  reserve(over: Partial<Wish> = {}) {
    return this.ask(ReserveBudget, wish(over));
  }

  budget(over: Partial<BudgetTerms> = {}): Promise<BudgetView> {
    const terms = { scope: { type: 'organization' as const }, period: 'day' as const, capUsd: '1', hard: true };
    return this.ask(CreateBudget, { ...terms, ...over });
  }

  show(id: string): Promise<BudgetView> {
    return this.ask(ShowBudget, { id });
  }

  rows<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.get(Database).query<Row>(sql, parameters);
  }

  /** What `look` sees once every event that was published has been handled. */
  async eventually<Seen>(look: () => Promise<Seen>): Promise<Seen> {
    await this.outside.awaitPublished(UsagePricedEvent, ++this.#priced);
    return look();
  }

  #priced = 0;

  /** Empties all tables. */
  async forget(): Promise<void> {
    await this.rows(
      `do $$ begin
         delete from alert; delete from account_day; delete from reservation; delete from account; delete from budget;
         delete from charge; delete from charged; delete from spending; delete from price;
       end $$`,
    );
  }
}
