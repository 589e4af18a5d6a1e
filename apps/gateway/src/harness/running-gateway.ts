import { Broker, provisionJourney } from '@arbiter/messaging';
import { migrate } from '@arbiter/persistence';
import { createService, loadConfig } from '@arbiter/service';
import { type Servers, startServers } from '@arbiter/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { gatewayConfig } from '../gateway.config.ts';
import { gateway } from '../gateway.service.ts';
import { gatewaySchema } from '../persistence/schema.ts';

/** Real servers, migrated and provisioned, on which gateways can be run. */
export interface Ground {
  readonly servers: Servers;
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

export const SECRETS = {
  github: 'github-secret-of-the-tests',
  gitlab: 'gitlab-token-of-the-tests',
  apiKey: 'api-key-of-the-tests',
} as const;

export async function prepareGround(): Promise<Ground> {
  const servers = await startServers();
  await migrateGateway(servers.databaseUrl);
  await provision(servers.natsUrl);
  const gateways: RunningGateway[] = [];
  const client = new Client({ connectionString: servers.databaseUrl });
  await client.connect();
  await client.query('set search_path = gateway');
  return {
    servers,
    run: async (environment = {}, databaseUrl = servers.databaseUrl) => {
      const running = await runGateway(servers, databaseUrl, environment);
      gateways.push(running);
      return running;
    },
    rows: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...parameters])).rows,
    close: async () => {
      await Promise.all(gateways.map((running) => running.close()));
      await client.end();
      await servers.close();
    },
  };
}

/** Brings the gateway's schema into a database. */
export async function migrateGateway(databaseUrl: string): Promise<void> {
  await migrate(gatewaySchema, loadConfig(gatewayConfig, { ARBITER_DATABASE_URL: databaseUrl }));
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
