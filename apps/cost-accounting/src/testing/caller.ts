import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ReserveBudget, SettleReservation } from '@arbiter/contracts';
import { Broker, Queries } from '@arbiter/messaging';

/*
 * A process of its own for the test of the cap: many callers at once that ask, get answers, time out and give up, as
 * callers of models do, until nothing is left. The test kills it in the middle.
 */

const INPUT = 100;
const OUTPUT = 10;

const [, , natsUrl = '', billUrl = '', callers = '0'] = process.argv;
const broker = new Broker({ name: 'caller', servers: [natsUrl] }).start();
await broker.whenUp(10_000);
const queries = new Queries(broker);

/** The provider: it bills what it did, whoever listens. */
async function ask(output: number): Promise<void> {
  await fetch(billUrl, { method: 'POST', body: JSON.stringify({ input: INPUT, output }) });
}

async function call(): Promise<'spent' | 'wait' | 'over'> {
  const reservationId = randomUUID();
  const reserved = await queries.ask(ReserveBudget, {
    reservationId,
    subject: { team: 'core', department: 'platform' },
    task: 'extraction',
    provider: 'openai',
    model: 'gpt-4o',
    input: INPUT,
    maxOutput: OUTPUT,
    minOutput: 1,
    leaseSeconds: 2,
  });
  if (!reserved.granted) return reserved.reason === 'exhausted' ? 'over' : 'wait';
  const settle = (outcome: Parameters<typeof answer>[0]) => answer(outcome, reservationId);
  const fate = randomInt(100);
  if (fate < 5) {
    await settle({ kind: 'not-billed' });
    return 'spent';
  }
  const output = randomInt(1, reserved.maxOutput + 1);
  await ask(output);
  // One in a hundred hangs up without a word; its lease goes by.
  if (fate < 6) return 'spent';
  if (fate < 7) await settle({ kind: 'unknown' });
  else await settle(answered(output));
  return 'spent';
}

const answered = (output: number) => ({
  kind: 'answered' as const,
  usageId: randomUUID(),
  tokens: { input: INPUT, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output, reasoning: 0 },
});

async function answer(
  outcome: ReturnType<typeof answered> | { kind: 'not-billed' } | { kind: 'unknown' },
  reservationId: string,
): Promise<void> {
  await queries.ask(SettleReservation, { reservationId, outcome });
}

async function work(): Promise<void> {
  for (;;) {
    // A service that is being killed does not answer: ask again.
    const outcome = await call().catch(() => 'wait' as const);
    if (outcome === 'over') return;
    if (outcome === 'wait') await delay(20);
  }
}

await Promise.all(Array.from({ length: Number(callers) }, work));
await broker.close();
