// Plain JavaScript without dependencies: this runs before anything is installed, on any Node from 20 on.
import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { findNode } from './find-node.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Installs what package-lock.json says, if that is not there yet, and runs a script of this repository on a Node that
 * understands it. Ends this process with the script's exit code.
 *
 * @param {string} script its path from the repository's root
 * @param {readonly string[]} args
 */
export async function bootstrap(script, args) {
  try {
    await ensureInstalled(root);
    const node = findNode(root);
    // Node keeps what it has compiled, for this process and all that it starts.
    process.env.NODE_COMPILE_CACHE ||= join(root, 'node_modules', '.cache', 'arbiter', 'compiled');
    await runAndExit(node, ['--conditions=@arbiter/source', join(root, script), ...args]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * The channel between the two processes carries nothing: its end tells the script that this process is gone, so that
 * nothing outlives it, whatever ended it.
 */
function runAndExit(node, args) {
  return new Promise((_resolve, reject) => {
    const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    // Ctrl-C reaches the child by itself; this process waits until the child has cleaned up.
    process.on('SIGINT', () => undefined);
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
