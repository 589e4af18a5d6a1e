import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freshNats } from '@arbiter/testing';
import type { Leg } from '@arbiter/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DeadLetters } from '../dead-letters/dead-letters.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { PUSH_JOURNEY, PushMade, PushSeen, push } from '../testing/push.ts';
import { until } from '../testing/until.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const script = fileURLToPath(new URL('../../dist/testing/crashing-service.js', import.meta.url));

/** Identity takes both events, so that the innocent of one share a process with the culprit of the other. */
const journey: readonly Leg[] = PUSH_JOURNEY.map((leg) => ({ ...leg, to: ['identity'] }));
let broker: BrokerFixture;

beforeAll(async () => {
  // The process that crashes runs what is built, as services do.
  execFileSync(process.execPath, ['node_modules/tsc7/bin/tsc', '-b', 'libs/messaging/tsconfig.lib.json'], {
    cwd: root,
  });
  broker = await BrokerFixture.on(await freshNats(), { journey, ackWaits: { fast: 1_000, slow: 1_000 } });
});
afterAll(() => broker.close());

/** Runs the service until it crashes or has nothing left to do; answers what it said, and whether it crashed. */
async function run(): Promise<{ readonly lines: readonly string[]; readonly crashed: boolean }> {
  const service = spawn(process.execPath, [script, broker.server.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  service.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const idle = new AbortController();
  const ended = once(service, 'close');
  void endWhenIdle(() => service.kill('SIGKILL'), idle.signal);
  const [, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  idle.abort();
  expect(signal).toBe('SIGKILL');
  return { lines: output.split('\n').filter((line) => line !== ''), crashed: !(await allDone()) };
}

async function allDone(): Promise<boolean> {
  const consumers = await Promise.all([
    broker.consumer('INGESTION', 'identity-push-made'),
    broker.consumer('IDENTITY', 'identity-push-seen'),
  ]);
  return consumers.every(({ num_pending, num_ack_pending }) => num_pending === 0 && num_ack_pending === 0);
}

async function endWhenIdle(end: () => void, ended: AbortSignal): Promise<void> {
  await until(async () => ended.aborted || (await allDone()), 60_000);
  end();
}

test('a message that crashes its process is set aside after five crashes, and no innocent with it', async () => {
  const admin = await broker.service('admin');
  const events = admin.get(Events);
  const innocents = Array.from({ length: 300 }, (_, index) => push(`innocent-${String(index)}`));
  await events.publishAll(PushMade, [...innocents.slice(0, 40), push('culprit'), ...innocents.slice(40)]);
  await events.publishAll(PushSeen, innocents);

  const said: string[] = [];
  let crashes = 0;
  for (let crashed = true; crashed;) {
    const outcome = await run();
    said.push(...outcome.lines);
    crashed = outcome.crashed;
    if (crashed) crashes++;
    expect(crashes).toBeLessThan(8);
  }

  const finished = new Set(said.filter((line) => line.startsWith('finished ')));
  expect(finished.size).toBe(innocents.length);
  expect(said.filter((line) => line === 'touched culprit')).toHaveLength(5);
  expect(crashes).toBe(5);
  const letters = await admin.get(DeadLetters).list();
  expect(letters.map(({ id, error }) => [id, error.split(':')[0]])).toEqual([
    [PushMade.idOf(push('culprit')), 'crashed'],
  ]);
}, 240_000);

test('two culprits in one batch are both set aside, and nobody else', async () => {
  const admin = await broker.service('admin');
  await broker.purge('DLQ');
  const innocents = Array.from({ length: 20 }, (_, index) => push(`bystander-${String(index)}`));
  await admin.get(Events).publishAll(PushMade, [...innocents, push('culprit-a'), push('culprit-b')]);

  for (let runs = 0; (await run()).crashed; runs++) expect(runs).toBeLessThan(15);

  const letters = await admin.get(DeadLetters).list();
  expect(letters.map(({ journeys }) => journeys[0]).sort()).toEqual(
    [push('culprit-a'), push('culprit-b')].flatMap((culprit) => PushMade.itemsOf(culprit)).sort(),
  );
}, 240_000);
