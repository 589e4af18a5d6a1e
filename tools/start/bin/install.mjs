import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** No installation takes longer; the lock of an older one was left by a process that died. Milliseconds. */
const LOCK_ENDS = 15 * 60_000;

/**
 * Installs exactly what package-lock.json says, unless that is there already. No package may run a script. Throws an
 * error that says what to do.
 *
 * @param {string} root
 */
export async function ensureInstalled(root) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Arbiter needs Node 20 or newer to start; this is ${process.versions.node}.`);
  if (isInstalled(root)) return;
  await withLock(join(root, '.arbiter', 'install.lock'), async () => {
    if (!isInstalled(root)) await install(root);
  });
}

/**
 * Whether node_modules holds each package of the lock in its version. npm writes its own list when it has finished;
 * optional packages may be missing there, because most are for other systems.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true; // our own packages
    const installed = present[path];
    return installed === undefined ? entry.optional === true : installed.version === entry.version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} root */
async function install(root) {
  const began = Date.now();
  const seconds = () => String(Math.round((Date.now() - began) / 1000));
  const isTerminal = process.stderr.isTTY;
  process.stderr.write('Installing packages (only the first time, and after an update)\n');
  const tick = setInterval(() => isTerminal && process.stderr.write(`\r  ${seconds()} s `), 1000);
  const [command, ...args] = npm();
  const options = {
    cwd: root,
    env: npmEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  };
  const child = spawn(command, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], options);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((done) => child.once('error', () => done(1)).once('close', done));
  clearInterval(tick);
  if (code !== 0) throw new Error(`npm ci failed:\n${output.trim()}`);
  process.stderr.write(`${isTerminal ? '\r' : ''}  installed in ${seconds()} s\n`);
}

/**
 * `npm --prefix <root>` makes the npm below it look for its system-wide settings, such as proxies and certificates, in the
 * repository. They are where they always are.
 */
function npmEnvironment() {
  const env = { ...process.env };
  if (env.npm_config_prefix !== undefined && env.npm_config_prefix === env.npm_config_local_prefix) {
    delete env.npm_config_prefix;
    delete env.npm_config_globalconfig;
  }
  return env;
}

/** npm as the one that runs us, else the one in PATH. */
function npm() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('.js')) return [process.execPath, running];
  if (spawnSync('npm', ['--version'], { shell: process.platform === 'win32' }).status === 0) return ['npm'];
  throw new Error('Arbiter needs npm, which comes with Node, and it is not in PATH.');
}

/** One installation at a time: two would each remove what the other has just put there. */
async function withLock(folder, work) {
  mkdirSync(join(folder, '..'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const made = statSync(folder, { throwIfNoEntry: false });
    if (made !== undefined && Date.now() - made.mtimeMs > LOCK_ENDS) rmSync(folder, { recursive: true, force: true });
    else await delay(250);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  try {
    await work();
  } finally {
    release();
    process.removeListener('exit', release);
    process.removeAllListeners('SIGINT');
    process.removeAllListeners('SIGTERM');
  }
}
