#!/usr/bin/env node
// Collects what some services need at run time: `prune.mjs <target folder> <service>…`, from the root of a built checkout.
// npm says which of the installed packages that is; they are copied, with what was compiled of our own.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';

const [target, ...services] = process.argv.slice(2);
if (target === undefined || services.length === 0) {
  console.error('Usage: prune.mjs <target folder> <service>…');
  process.exit(2);
}

const root = process.cwd();
const workspaces = services.flatMap((service) => ['--workspace', join('apps', service)]);
const packages = execFileSync('npm', ['ls', '--all', '--parseable', '--omit=dev', ...workspaces], { encoding: 'utf8' })
  .split('\n')
  .map((path) => relative(root, path))
  .filter((path) => path.includes('node_modules'));

/** What a package of our own is at run time: its manifest, what was compiled, and what is shipped as it is. */
const SHIPPED = ['package.json', 'dist', 'proto', 'data'];

const copy = (path, filter = () => true) =>
  cpSync(path, join(target, path), { recursive: true, verbatimSymlinks: true, filter });

for (const path of packages) {
  // Packages nested in a package are listed themselves, if they are needed.
  copy(path, (source) => source === path || !relative(path, source).startsWith('node_modules'));
  if (!lstatSync(path).isSymbolicLink()) continue;
  const folder = relative(root, realpathSync(path));
  for (const part of SHIPPED.map((name) => join(folder, name))) if (existsSync(part)) copy(part);
}
copy('package.json');
cpSync('deploy/docker/migrate.mjs', join(target, 'migrate.mjs'));
