import { Broker, provisionJourney } from '@arbiter/messaging';
import { migrate } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type OwnServer, ownPostgres, type Servers, startServers } from '@arbiter/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { gatewayConfig } from '../gateway.config.ts';
import { gateway } from '../gateway.service.ts';
import { gatewaySchema } from '../persistence/schema.ts';
import { SECRETS } from './secrets.ts';

/** Real servers, migrated and provisioned, on which gateways can be run. */
export interface Ground {
  readonly servers: Servers;
  /** The Postgres of this test alone, if it asked for one. */
  readonly postgres: OwnServer | undefined;
  run(environment?: NodeJS.ProcessEnv, databaseUrl?: string): Promise<RunningGateway>;
  /** Rows of the gateway's schema. */
  rows<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface RunningGateway {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** @param ownPostgres for tests that kill it; the others share one */
export async function prepareGround({ ownPostgres: isOwn = false } = {}): Promise<Ground> {
  const shared = await startServers();
  const postgres = isOwn ? await ownPostgres() : undefined;
  const servers = { ...shared, databaseUrl: postgres?.url ?? shared.databaseUrl };
  await migrateGateway(servers.databaseUrl);
  await provision(servers.natsUrl);
  const gateways: RunningGateway[] = [];
  return {
    servers,
    postgres,
    run: async (environment = {}, databaseUrl = servers.databaseUrl) => {
      const running = await runGateway(servers, databaseUrl, environment);
      gateways.push(running);
      return running;
    },
    rows: (sql, parameters) => query(servers.databaseUrl, sql, parameters),
    close: async () => {
      await Promise.all(gateways.map((running) => running.close()));
      await shared.close();
      await postgres?.close();
    },
  };
}

/** Brings the gateway's schema into a database. */
export async function migrateGateway(databaseUrl: string): Promise<void> {
  await migrate(gatewaySchema, loadConfig(gatewayConfig, { ARBITER_DATABASE_URL: databaseUrl }));
}

async function query<Row extends object>(
  url: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url, options: '-c search_path=gateway' });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...parameters])).rows;
  } finally {
    await client.end();
  }
}

/** Makes the journey's streams and consumers. */
export async function provision(natsUrl: string): Promise<void> {
  const broker = new Broker({ name: 'provision', servers: [natsUrl] }).start();
  await provisionJourney(await broker.connected());
  await broker.close();
}

async function runGateway(
  servers: Servers,
  databaseUrl: string,
  environment: NodeJS.ProcessEnv,
): Promise<RunningGateway> {
  const config = loadConfig(gatewayConfig, {
    ARBITER_DATABASE_URL: databaseUrl,
    ARBITER_NATS_URL: servers.natsUrl,
    ARBITER_REDIS_URL: servers.redisUrl,
    ARBITER_GITHUB_WEBHOOK_SECRET: SECRETS.github,
    ARBITER_GITLAB_WEBHOOK_TOKEN: SECRETS.gitlab,
    API_KEY_SECRET: SECRETS.apiKey,
    ...environment,
  });
  const app = await createService(gateway, config);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  let closing: Promise<void> | undefined;
  return { app, url, port: Number(new URL(url).port), close: () => (closing ??= app.close()) };
}
