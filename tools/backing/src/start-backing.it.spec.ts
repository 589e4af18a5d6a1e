import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setInterval as ticks } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pingNats } from './protocol/ping-nats.ts';
import { pingPostgres } from './protocol/ping-postgres.ts';
import { pingRedis } from './protocol/ping-redis.ts';
import type { Place } from './find/find-program.ts';
import { temporaryFolder } from './serve/temporary-folder.ts';
import { isAlive } from './find/lock.ts';
import { type Backing, startBacking } from './start-backing.ts';

const noServers = { ARBITER_DATABASE_URL: '', ARBITER_NATS_URL: '', ARBITER_REDIS_URL: '' };

async function setting(url: string, name: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(`show ${name}`);
  await client.end();
  return rows[0]?.[name];
}

describe.each<{ of: string; without: readonly Place[] }>([
  { of: 'whatever is nearest', without: [] },
  { of: 'nothing that the machine has', without: ['machine'] },
])('the backing services, of $of', ({ without }) => {
  let dataFolder: string;
  let backing: Backing;

  beforeAll(async () => {
    dataFolder = join(await temporaryFolder(), 'data of a test');
    backing = await startBacking({ dataFolder, env: noServers, without });
  }, 300_000);
  afterAll(async () => {
    await backing.close();
    await rm(dirname(dataFolder), { recursive: true });
  });

  it('answer in their own protocols', async () => {
    await expect(pingPostgres(backing.postgres.url)).resolves.toBe(backing.postgres.version);
    await expect(pingNats(backing.nats.url)).resolves.toBe(backing.nats.version);
    await expect(pingRedis(backing.redis.url)).resolves.toBe(backing.redis.version);
  });

  it('commit to the disk', async () => {
    await expect(setting(backing.postgres.url, 'fsync')).resolves.toBe('on');
    await expect(setting(backing.postgres.url, 'synchronous_commit')).resolves.toBe('on');
  });

  it('refuse a wrong password', async () => {
    const url = new URL(backing.postgres.url);
    url.password = 'wrong';
    await expect(pingPostgres(url.href)).rejects.toThrow('password');
  });

  it('come back on the same ports after a crash, which is reported', async () => {
    for (const server of [backing.postgres, backing.nats, backing.redis]) {
      const crashed = new Promise<void>((resolve) => {
        server.onCrash(resolve);
      });
      process.kill(server.pid ?? 0, 'SIGKILL');
      await crashed;
      expect(server.pid).toBeNull();
      await server.start();
    }
    await expect(pingPostgres(backing.postgres.url)).resolves.toBe(backing.postgres.version);
    await expect(pingNats(backing.nats.url)).resolves.toBe(backing.nats.version);
    await expect(pingRedis(backing.redis.url)).resolves.toBe(backing.redis.version);
  });

  it('are used as they are when somebody names them', async () => {
    const env = {
      ARBITER_DATABASE_URL: backing.postgres.url.replace('postgresql:', 'postgresql+asyncpg:'),
      ARBITER_NATS_URL: backing.nats.url,
      ARBITER_REDIS_URL: backing.redis.url,
    };
    const same = await startBacking({ env });
    expect(same.postgres).toMatchObject({ url: backing.postgres.url, pid: null, origin: 'url' });
    await same.close();
    await expect(pingNats(backing.nats.url)).resolves.toBe(backing.nats.version);
  });
});

it('a named server that does not answer is reported by its variable', async () => {
  const env = { ...noServers, ARBITER_NATS_URL: 'nats://127.0.0.1:1' };
  await expect(startBacking({ env })).rejects.toThrow('ARBITER_NATS_URL');
});

it('nothing is left of temporary servers when their owner is killed', async () => {
  const script = `
    import { startBacking } from '${new URL('index.ts', import.meta.url).href}';
    const { postgres, nats, redis } = await startBacking({ env: {} });
    const folder = process.platform === 'linux' ? (await import('node:fs')).readlinkSync('/proc/' + postgres.pid + '/cwd') : '';
    console.log(JSON.stringify({ pids: [postgres.pid, nats.pid, redis.pid], folder }));
    setInterval(() => {}, 1000);
  `;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const { pids, folder } = JSON.parse(line.toString()) as { pids: number[]; folder: string };
  expect(pids.every(isAlive)).toBe(true);
  owner.kill('SIGKILL');
  await expect(eventually(async () => (await Promise.all(pids.map(isEnded))).every(Boolean))).resolves.toBe(true);
  if (folder !== '') await expect(eventually(async () => !(await exists(folder)))).resolves.toBe(true);
});

/** A process whose parent never asks for its end stays as a zombie; it has ended all the same. */
async function isEnded(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return !isAlive(pid) || /^State:\s+Z/m.test(status);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function eventually(isTrue: () => Promise<boolean>): Promise<boolean> {
  let tries = 0;
  for await (const _tick of ticks(50)) if ((await isTrue()) || ++tries > 200) break;
  return isTrue();
}
