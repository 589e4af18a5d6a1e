import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that runs TypeScript as it is and everything that we depend on. */
const OLDEST = [22, 18];

/**
 * The Node that package-lock.json pins, if it is there and runs on this system (its package is not made for all of
 * them), else the present one if it is new enough. Throws an error that says what to do.
 *
 * @param {string} root
 * @returns {string} the path of the program
 */
export function findNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `Arbiter needs Node ${OLDEST.join('.')} or newer. This is Node ${process.versions.node}, and there is none for ` +
      `${process.platform} on ${process.arch} among the packages. Install Node 24, then do the same again.`,
  );
}

/** @param {string} version */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
