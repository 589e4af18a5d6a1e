#!/usr/bin/env node
// Plain JavaScript without dependencies: this runs on any Node from 20 on, and hands over to one that is new enough.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const app = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(app, '..', '..');
const main = join(app, 'dist', 'main.js');

/** The Node that the repository pins, if its package is there and runs on this system, else this one if it is new enough. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const node = findNode();
if (node === undefined) fail(`arbiterctl needs Node 24 or newer; this is ${process.versions.node}. In ${root}: npm ci`);
if (!existsSync(main)) fail(`arbiterctl is not built yet. In ${root}: npm run build`);

const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => fail(error.message));
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
