import { type BaseConfig, defineConfig, loadConfig } from '@arbiter/service';
import type { DataSource } from 'typeorm';
import { type SchemaDefinition, migratingDataSource, roleOf } from './data-source.ts';

/** The command of every service that owns a schema: brings it up to date as the environment says. */
export async function runMigrations(definition: SchemaDefinition): Promise<void> {
  await migrate(definition, loadConfig(defineConfig({}), process.env));
}

/**
 * Brings one schema up to date: makes it and its role where they are missing, then runs the migrations that are new.
 * Can be run at any time, by several at once, and changes nothing that is up to date.
 */
export async function migrate(definition: SchemaDefinition, config: BaseConfig): Promise<void> {
  const source = migratingDataSource(definition, config);
  await source.initialize();
  try {
    // The lock is the database's: whoever else migrates waits for its turn.
    await source.query(`select pg_advisory_lock(hashtext('arbiter-migrate'))`);
    await prepare(source, definition.schema);
    await source.runMigrations();
    await grant(source, definition.schema);
  } finally {
    // Ends the session, and the lock with it.
    await source.destroy();
  }
}

async function prepare(source: DataSource, schema: string): Promise<void> {
  const role = roleOf(schema);
  // Another database of the same server may be migrated just now: whoever comes second finds the role made.
  await source.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login; end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
  // So that a service may come in by the owner's address and work under its own role.
  await source.query(`grant ${role} to current_user`);
  await source.query(`create schema if not exists ${schema}`);
}

async function grant(source: DataSource, schema: string): Promise<void> {
  const role = roleOf(schema);
  await source.query(`
    grant usage on schema ${schema} to ${role};
    grant select, insert, update, delete on all tables in schema ${schema} to ${role};
    grant usage, select on all sequences in schema ${schema} to ${role};
    grant execute on all functions in schema ${schema} to ${role}`);
}
