import { execFile } from 'node:child_process';
import { mkdir, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isFree } from '@arbiter/backing';
import { HOME } from '../places.ts';
import { readOperatorEnv } from '../operator-env.ts';
import { portOwner } from '../port-owner.ts';
import { type Finding, bad, good, notable } from './finding.ts';

/** Data, logs and packages of a small team; GB. */
const DISK_NEEDED = 2;

/** What the machine itself brings. */
export async function examineMachine(isRunning: boolean): Promise<Finding[]> {
  return [
    good('Node', process.version),
    await examineProgram('Git', 'git', 'sudo apt install git'),
    await examineProgram('npm', 'npm', 'sudo apt install npm'),
    await examineDisk(),
    ...(isRunning ? [] : await examinePorts()),
  ];
}

async function examineProgram(title: string, command: string, onLinux: string): Promise<Finding> {
  const remedy = process.platform === 'darwin' ? `brew install ${command === 'npm' ? 'node' : command}` : onLinux;
  return promisify(execFile)(command, ['--version'], { shell: process.platform === 'win32' }).then(
    ({ stdout }) => good(title, stdout.trim()),
    () => bad(title, 'is not in PATH', remedy),
  );
}

async function examineDisk(): Promise<Finding> {
  await mkdir(HOME, { recursive: true });
  const { bavail, bsize } = await statfs(HOME);
  const gigabytes = (bavail * bsize) / 1e9;
  const detail = `${gigabytes.toFixed(1)} GB free in ${HOME}`;
  if (gigabytes >= DISK_NEEDED) return good('Disk', detail);
  return bad('Disk', `${detail}; ${DISK_NEEDED} GB are needed`, 'ARBITER_HOME=<a folder on a larger disk> npm start');
}

async function examinePorts(): Promise<Finding[]> {
  const env = await readOperatorEnv();
  const ports = {
    ARBITER_HTTP_PORT: env['ARBITER_HTTP_PORT'] ?? '8000',
    ARBITER_GRPC_PORT: env['ARBITER_GRPC_PORT'] ?? '50051',
  };
  return Promise.all(
    Object.entries(ports).map(async ([variable, port]) => {
      if (await isFree(Number(port))) return good(`Port ${port}`, 'is free');
      const owner = (await portOwner(Number(port))) ?? 'another program';
      return bad(`Port ${port}`, `is taken by ${owner}`, `${variable}=${Number(port) + 1} npm start`);
    }),
  );
}

/** Nothing runs, which is fine unless one expected otherwise. */
export const nothingRuns = notable('Arbiter', 'does not run (npm start)');
