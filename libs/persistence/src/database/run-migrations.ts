import { defineConfig, loadConfig } from '@arbiter/service';
import type { DataSource } from 'typeorm';
import { type SchemaDefinition, migratingDataSource, roleOf } from './data-source.ts';

/**
 * Brings one schema up to date: makes it and its role where they are missing, then runs the migrations that are new.
 * Can be run at any time, by several at once, and changes nothing that is up to date.
 */
export async function runMigrations(definition: SchemaDefinition): Promise<void> {
  const source = migratingDataSource(definition, loadConfig(defineConfig({}), process.env));
  await source.initialize();
  try {
    await prepareSchema(source, definition.schema);
    await source.runMigrations();
    await grant(source, definition.schema);
  } finally {
    await source.destroy();
  }
}

/** Roles belong to the whole server, so two schemas' migrations can meet there: one after the other. */
async function prepareSchema(source: DataSource, schema: string): Promise<void> {
  const role = roleOf(schema);
  await source.query(`select pg_advisory_lock(hashtext('arbiter-migrate'))`);
  try {
    await source.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login; end if;
      end $$`);
    // So that a service may come in by the owner's address and work under its own role.
    await source.query(`grant ${role} to current_user`);
    await source.query(`create schema if not exists ${schema}`);
  } finally {
    await source.query(`select pg_advisory_unlock(hashtext('arbiter-migrate'))`);
  }
}

async function grant(source: DataSource, schema: string): Promise<void> {
  const role = roleOf(schema);
  await source.query(`
    grant usage on schema ${schema} to ${role};
    grant select, insert, update, delete on all tables in schema ${schema} to ${role};
    grant usage, select on all sequences in schema ${schema} to ${role};
    grant execute on all functions in schema ${schema} to ${role}`);
}
