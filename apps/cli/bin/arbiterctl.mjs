#!/usr/bin/env node
// Plain JavaScript without dependencies: this runs on any Node from 20 on, and hands over to one that is new enough.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const app = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(app, '..', '..');
const main = join(app, 'dist', 'main.js');
const compiler = join(root, 'node_modules', 'tsc7', 'bin', 'tsc');
/** As old as the sources that were built last. */
const stamp = join(app, 'dist', '.sources');

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

bringUpToDate(nodes());
run(nodes());

/**
 * Builds arbiterctl and what it uses where it was not built yet, or where its sources changed since, as `git pull` does. An
 * image has no compiler, and what it was built from does not change.
 */
function bringUpToDate([node]) {
  const isBuilt = existsSync(main);
  if (!existsSync(compiler)) {
    if (isBuilt) return;
    fail(`arbiterctl is not installed yet. In ${root}: npm ci`);
  }
  const changed = changedAt();
  if (isBuilt && changed <= (statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0)) return;
  if (!isBuilt) console.error('arbiterctl is being built; that happens once and takes some seconds.');
  const command = [compiler, '--build', join(app, 'tsconfig.lib.json')];
  const { status } = spawnSync(node ?? process.execPath, command, { cwd: root, stdio: ['ignore', 2, 2] });
  if (!existsSync(main)) fail(`arbiterctl could not be built. In ${root}: npm ci && npm run build`);
  if (status === 0) setStamp(changed);
  else console.error('arbiterctl could not be built from its sources as they are now: this is the one from before.');
}

/** When anything was written that arbiterctl is built from; a folder counts for what was taken out of it. Milliseconds. */
function changedAt() {
  const libs = join(root, 'libs');
  const names = existsSync(libs) ? readdirSync(libs) : [];
  let latest = statSync(join(root, 'package-lock.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const project of [app, ...names.map((name) => join(libs, name))]) {
    for (const file of ['package.json', 'tsconfig.lib.json', 'src', ...sourcesOf(project)]) {
      latest = Math.max(latest, statSync(join(project, file), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    }
  }
  return latest;
}

/** Folders, and files that are built. */
function sourcesOf(project) {
  const src = join(project, 'src');
  if (!existsSync(src)) return [];
  const isSource = (path) => !/\.[a-z]+$/.test(path) || (path.endsWith('.ts') && !path.endsWith('.spec.ts'));
  return readdirSync(src, { recursive: true })
    .filter(isSource)
    .map((path) => join('src', path));
}

/** What cannot be written is looked at again the next time. */
function setStamp(milliseconds) {
  try {
    writeFileSync(stamp, '');
    const seconds = Math.ceil(milliseconds) / 1000;
    utimesSync(stamp, seconds, seconds);
  } catch {
    // A folder of somebody else's: the compiler finds out by itself, and that takes a second.
  }
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
