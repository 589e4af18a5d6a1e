import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Options } from './options.ts';
import { ReplayError } from './replay-error.ts';
import { backOff } from './send/waiting.ts';
import type { ForgeName } from './webhooks/delivery.ts';

/** Where Arbiter is, and what it takes to be let in. */
export interface Arbiter {
  readonly gateway: string;
  readonly secret: string;
  /** Absent where no API key is known: nothing can be asked then. */
  readonly apiKey?: string;
}

interface State {
  readonly gateway?: string;
  readonly apiKey?: string;
  readonly secrets?: Readonly<Partial<Record<ForgeName, string>>>;
}

const PATIENCE_MS = 5_000;
const HOME = process.env['ARBITER_HOME'] ?? resolve(import.meta.dirname, '..', '..', '..', '.arbiter');

/** The Arbiter that the options name, else the one that `npm start` started here. */
export async function findArbiter(
  options: Pick<Options, 'forge' | 'gateway' | 'secret' | 'apiKey' | 'wait'>,
): Promise<Arbiter> {
  const { forge, gateway, secret, apiKey, wait } = options;
  if (gateway === undefined) {
    const state = await readState();
    return checked({
      gateway: state.gateway,
      secret: secret ?? state.secrets?.[forge],
      apiKey: apiKey ?? state.apiKey,
    });
  }
  if (secret === undefined) throw new ReplayError('--gateway needs --secret, the webhook secret that it expects.');
  if (apiKey === undefined && wait)
    throw new ReplayError('--gateway needs --api-key to see the journeys, or --no-wait.');
  return checked({ gateway, secret, apiKey });
}

async function readState(): Promise<State> {
  const text = await readFile(join(HOME, 'run', 'state.json'), 'utf8').catch(() => undefined);
  if (text === undefined) throw notRunning();
  return JSON.parse(text) as State;
}

async function checked({
  gateway,
  secret,
  apiKey,
}: { [Name in keyof Arbiter]: Arbiter[Name] | undefined }): Promise<Arbiter> {
  if (gateway === undefined || secret === undefined) throw notRunning();
  if (!(await answers(gateway))) throw notRunning(` Nothing answers at ${gateway}.`);
  return { gateway, secret, ...(apiKey === undefined ? {} : { apiKey }) };
}

/** Whether anything answers; a gateway that is just being started again has a few seconds. */
async function answers(gateway: string): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let attempt = 0; Date.now() < deadline; attempt += 1) {
    try {
      const answer = await fetch(new URL('/health/live', gateway), { signal: AbortSignal.timeout(PATIENCE_MS) });
      await answer.body?.cancel();
      return true;
    } catch {
      await backOff(attempt);
    }
  }
  return false;
}

const notRunning = (detail = ''): ReplayError =>
  new ReplayError(`Arbiter is not running.${detail} Start it in another terminal: npm start`);
