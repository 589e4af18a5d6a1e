import type { BaseConfig } from '@arbiter/service';
import { DataSource, type MigrationInterface } from 'typeorm';

/** Longest wait for a free connection, and for a statement's answer, milliseconds: the driver's own default is for ever. */
const CONNECT_TIMEOUT = 5_000;
const STATEMENT_TIMEOUT = 30_000;

/** A migration class: `class CreateCommits1700000000000 implements MigrationInterface`. */
export type Migration = new () => MigrationInterface;

/** One service's room in the database: a schema and a role of the same service, and nothing of the others'. */
export interface SchemaDefinition {
  readonly schema: string;
  readonly migrations: readonly Migration[];
}

/** The login role of a schema's service: it sees this schema alone. */
export const roleOf = (schema: string): string => `arbiter_${schema}`;

/** Connections for working: as the schema's own role, with the schema on the search path. */
export function workingDataSource({ schema }: SchemaDefinition, service: string, config: BaseConfig): DataSource {
  return new DataSource({
    type: 'postgres',
    url: config.ARBITER_DATABASE_URL,
    applicationName: `arbiter-${service}`,
    poolSize: config.ARBITER_DATABASE_POOL_SIZE + config.ARBITER_DATABASE_MAX_OVERFLOW,
    installExtensions: false,
    logging: false,
    extra: {
      options: `-c role=${roleOf(schema)} -c search_path=${schema}`,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      query_timeout: STATEMENT_TIMEOUT,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    },
  });
}

/** One connection for migrating: as whoever the address names, who must be allowed to create roles and schemas. */
export function migratingDataSource({ schema, migrations }: SchemaDefinition, config: BaseConfig): DataSource {
  return new DataSource({
    type: 'postgres',
    url: config.ARBITER_DATABASE_URL,
    applicationName: `arbiter-migrate-${schema}`,
    poolSize: 1,
    schema,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    installExtensions: false,
    logging: false,
    extra: { options: `-c search_path=${schema}`, connectionTimeoutMillis: CONNECT_TIMEOUT },
  });
}
