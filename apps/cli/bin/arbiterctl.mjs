#!/usr/bin/env node
// Plain JavaScript without dependencies: this runs on any Node from 20 on, and hands over to one that is new enough.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const app = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(app, '..', '..');
const main = join(app, 'dist', 'main.js');

/** The Node that the repository pins, if its package is there, then this one if it is new enough. */
function nodes() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  const own = Number(process.versions.node.split('.')[0]) >= 24 ? [process.execPath] : [];
  return existsSync(pinned) ? [pinned, ...own] : own;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!existsSync(main)) build(nodes());
run(nodes());

/** Builds arbiterctl and what it uses, once; whoever works on it runs `npm run build` afterwards. */
function build([node]) {
  const compiler = join(root, 'node_modules', 'tsc7', 'bin', 'tsc');
  if (!existsSync(compiler)) fail(`arbiterctl is not installed yet. In ${root}: npm ci`);
  console.error('arbiterctl is being built; that happens once and takes some seconds.');
  const command = [compiler, '--build', join(app, 'tsconfig.lib.json')];
  const { status } = spawnSync(node ?? process.execPath, command, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0 || !existsSync(main)) fail(`arbiterctl could not be built. In ${root}: npm ci && npm run build`);
}

/** Hands over to the first Node that runs on this system; asking each for its version first would cost as much again. */
function run([node, ...others]) {
  if (node === undefined) {
    fail(`arbiterctl needs Node 24 or newer; this is ${process.versions.node}. In ${root}: npm ci`);
  }
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const pass = Object.fromEntries(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, () => child.kill(signal)]));
  for (const [signal, handler] of Object.entries(pass)) process.on(signal, handler);
  child.once('error', () => {
    for (const [signal, handler] of Object.entries(pass)) process.off(signal, handler);
    run(others);
  });
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
