import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pingNats, pingPostgres, pingRedis, temporaryFolder } from '@arbiter/backing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from './places.ts';
import type { State } from './state.ts';

let home: string;

beforeAll(async () => {
  home = await temporaryFolder();
});

/** Runs the launcher as npm's scripts do, with a home of its own. */
function launcher(...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const flags = ['--conditions=@arbiter/source', join(ROOT, 'tools', 'start', 'src', 'main.ts')];
    const child = spawn(process.execPath, [...flags, ...args], { env: { ...process.env, ARBITER_HOME: home } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(home, 'run', file), 'utf8')) as T;
}

describe('a start in the background', () => {
  beforeAll(async () => {
    const { code, output } = await launcher('--backing-only', '--ephemeral', '--detach');
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('Ready') });
  }, 300_000);
  afterAll(() => launcher('stop'));

  it('says what runs, to its owner only', async () => {
    const { backing, apps } = await readJson<State>('state.json');
    await expect(pingPostgres(backing['postgres']?.url ?? '')).resolves.toBe(backing['postgres']?.version);
    await expect(pingNats(backing['nats']?.url ?? '')).resolves.toBe(backing['nats']?.version);
    await expect(pingRedis(backing['redis']?.url ?? '')).resolves.toBe(backing['redis']?.version);
    expect(apps).toEqual({});
    expect((await stat(join(home, 'run', 'state.json'))).mode & 0o777).toBe(0o600);
  });

  it('is healthy', async () => {
    const { code, output } = await launcher('status', '-o', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ running: true, healthy: true });
  });

  it('is not started twice', async () => {
    const before = await readJson<State>('state.json');
    const { code, output } = await launcher('--backing-only', '--ephemeral', '--detach');
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('runs already') });
    await expect(readJson<State>('state.json')).resolves.toEqual(before);
  });

  it('ends, and nothing answers any more', async () => {
    const { backing } = await readJson<State>('state.json');
    await expect(launcher('stop')).resolves.toMatchObject({ code: 0 });
    await expect(pingNats(backing['nats']?.url ?? '', 500)).rejects.toThrow();
    await expect(launcher('status')).resolves.toMatchObject({ code: 3 });
  });
});

describe('a launcher that was killed', () => {
  it('leaves nothing that hinders the next', async () => {
    await launcher('--backing-only', '--ephemeral', '--detach');
    const { launcher: killed } = await readJson<{ launcher: { pid: number } }>('owner.json');
    process.kill(killed.pid, 'SIGKILL');
    await expect(launcher('--backing-only', '--ephemeral', '--detach')).resolves.toMatchObject({ code: 0 });
    await expect(launcher('status')).resolves.toMatchObject({ code: 0 });
    await launcher('stop');
  }, 120_000);
});
