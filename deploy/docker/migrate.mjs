#!/usr/bin/env node
// Brings the databases of all services that are here up to date, then provisions streams and consumers. Can be repeated:
// what is there already stays.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

const commands = [...globSync('apps/*/dist/migrate.js').sort(), 'apps/admin/dist/provision.js'];

for (const command of commands.filter((candidate) => existsSync(candidate))) {
  console.log(`> ${command}`);
  try {
    execFileSync(process.execPath, [command], { stdio: 'inherit' });
  } catch (error) {
    console.error(`${command} failed.`);
    process.exit(error.status ?? 1);
  }
}
