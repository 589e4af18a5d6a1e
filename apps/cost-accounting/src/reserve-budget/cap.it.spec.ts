import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { until } from '@arbiter/messaging/testing';
import { toUsd } from '@arbiter/pricing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALL, CostWorld } from '../testing/world.ts';

const built = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));

/** Everything takes its time where six processes share a small machine, milliseconds. */
const PATIENCE = 120_000;

/** A provider that counts what it bills for gpt-4o, in pico-dollars. */
class Provider {
  billed = 0n;
  calls = 0;
  readonly #server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      const { input, output } = JSON.parse(body) as { input: number; output: number };
      this.billed += BigInt(input) * 2_500_000n + BigInt(output) * 10_000_000n;
      this.calls += 1;
      response.end();
    });
  });

  async start(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  close(): void {
    this.#server.close().closeAllConnections();
  }
}

describe('a hard cap', () => {
  let world: CostWorld;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    world = await CostWorld.start();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await world.close();
  });

  const start = (file: string, args: string[] = []): ChildProcess => {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      ARBITER_DATABASE_URL: world.servers.databaseUrl,
      ARBITER_NATS_URL: world.servers.natsUrl,
      ARBITER_SERVICE_PORT: '0',
      ARBITER_LOG_LEVEL: 'error',
    };
    const child = fork(built(file), args, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.push(child);
    return child;
  };
  const held = async () => {
    const [row] = await world.rows<{ held: string }>(`select count(*) as held from reservation where state = 'held'`);
    return Number(row?.held);
  };

  it('is never passed by four processes of callers and two of the service, with kills in the middle, and is used up', async () => {
    const provider = new Provider();
    const url = await provider.start();
    const cap = CALL * BigInt(randomInt(1_000, 1_500));
    const wide = await world.budget({ capUsd: toUsd(cap * 2n) });
    const narrow = await world.budget({ scope: { type: 'team', id: 'core' }, capUsd: toUsd(cap), period: 'total' });
    const replica = start('main.js');
    start('main.js');
    const callers = [1, 2, 3, 4].map(() => start('testing/caller.js', [world.servers.natsUrl, url, '50']));
    const ends = callers.slice(1).map((caller) => once(caller, 'exit'));
    await until(() => provider.billed > cap / 4n, PATIENCE);
    callers[0]?.kill('SIGKILL');
    await until(() => provider.billed > cap / 2n, PATIENCE);
    replica.kill('SIGKILL');
    await Promise.all(ends);
    await until(async () => (await held()) === 0, PATIENCE);

    const { spentUsd, reservedUsd } = await world.show(narrow.id);
    const [ledger] = await world.rows<{ all: string; sure: string }>(
      `select sum(pico) as all, sum(pico) filter (where not estimated) as sure from charge`,
    );
    provider.close();
    expect(provider.billed).toBeLessThanOrEqual(cap);
    expect(provider.billed * 100n).toBeGreaterThanOrEqual(cap * 90n);
    // The ledger bounds the bill from above, and is what the budgets say.
    expect(BigInt(ledger?.all ?? 0)).toBeGreaterThanOrEqual(provider.billed);
    expect(BigInt(ledger?.sure ?? 0)).toBeLessThanOrEqual(provider.billed);
    expect({ spentUsd, reservedUsd }).toEqual({ spentUsd: toUsd(BigInt(ledger?.all ?? 0)), reservedUsd: toUsd(0n) });
    expect((await world.show(wide.id)).spentUsd).toBe(spentUsd);
  }, 180_000);
});
