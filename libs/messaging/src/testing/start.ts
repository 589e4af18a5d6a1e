import type { ServiceName } from '@arbiter/contracts';
import { defineConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type INestApplication, type ModuleMetadata, Module } from '@nestjs/common';
import { type NatsConnection, connect } from '@nats-io/transport-node';
import { MessagingModule, type MessagingOptions } from '../messaging.module.ts';
import { type ProvisionOptions, provisionJourney } from '../provision/provision.ts';
import { PUSH_JOURNEY } from './push.ts';

/** Bytes enough for tests. */
export const SMALL = { eventBytes: 64e6, deadLetterBytes: 8e6, advisoryBytes: 1e6, attemptBytes: 4e6 };

/** Provisions the tests' journey, and answers a connection for looking at the broker from outside. */
export async function provisioned(url: string, options: ProvisionOptions = {}): Promise<NatsConnection> {
  const connection = await connect({ servers: url, maxReconnectAttempts: -1, reconnectTimeWait: 50 });
  await provisionJourney(connection, { journey: PUSH_JOURNEY, limits: SMALL, ...options });
  return connection;
}

/** What a service under test is made of. */
export interface TestService extends Pick<ModuleMetadata, 'providers' | 'controllers'> {
  readonly url: string;
  readonly options?: MessagingOptions;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a service with messaging, as apps do. */
export async function startService(
  name: ServiceName,
  { url, options, environment, ...metadata }: TestService,
): Promise<INestApplication> {
  class Root {}
  Module({ imports: [MessagingModule.forService(name, options)], ...metadata })(Root);
  const schema = defineConfig({});
  const config = loadConfig(schema, { ARBITER_NATS_URL: url, ...environment });
  return createService({ name, module: Root, config: schema }, config);
}
