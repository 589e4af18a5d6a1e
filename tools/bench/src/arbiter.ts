import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Versions } from './report/figure.ts';

const LAUNCHER = resolve(import.meta.dirname, '..', '..', 'start', 'src', 'main.ts');
const PATIENCE_MS = 180_000;
const LINES_KEPT = 30;

/** What `.arbiter/run/state.json` says; see docs. */
export interface State {
  readonly gateway: string;
  readonly apiKey: string;
  readonly secrets: { readonly github: string };
  readonly apps: Readonly<Record<string, { readonly pid: number; readonly metrics: string; readonly health: string }>>;
  readonly backing: Readonly<
    Record<'postgres' | 'nats' | 'redis', { readonly url: string; readonly pid: number; readonly version: string }>
  >;
}

/** An Arbiter of the bench's own: temporary data, free ports, and it ends with this process. */
export interface Arbiter {
  readonly state: State;
  /** From the command to when every app is ready. */
  readonly readySeconds: number;
  close(): Promise<void>;
}

/** Of the servers that it stands on. */
export const versionsOf = ({ state }: Arbiter): Versions =>
  Object.fromEntries(Object.entries(state.backing).map(([name, { version }]) => [name, version]));

/** Starts it with `npm start -- --ephemeral` and these arguments, beside any other that runs. */
export async function startArbiter(args: readonly string[] = []): Promise<Arbiter> {
  const home = await mkdtemp(join(tmpdir(), 'arbiter-bench-'));
  const started = performance.now();
  const launcher = fork(LAUNCHER, ['--ephemeral', ...args], {
    execArgv: ['--conditions=@arbiter/source'],
    // The API answers a client sixty times a minute by default; whoever measures asks more often.
    env: { ...process.env, ARBITER_HOME: home, ARBITER_API_RATE_LIMIT_PER_MINUTE: '1000000' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      if (said.length > LINES_KEPT) said.shift();
    });
  }
  const close = async (): Promise<void> => {
    await end(launcher);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const state = await readyState(join(home, 'run', 'state.json'), launcher);
    return { state, readySeconds: (performance.now() - started) / 1000, close };
  } catch (error) {
    await close();
    throw new Error(`Arbiter did not start: ${String(error)}\n${said.join('')}`);
  }
}

async function end(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null) return;
  const exit = once(launcher, 'exit');
  launcher.kill('SIGTERM');
  await exit;
}

/** Waits until the state is written and every app in it says that it is ready. */
async function readyState(file: string, launcher: ChildProcess): Promise<State> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (launcher.exitCode !== null) throw new Error(`it ended with ${String(launcher.exitCode)}`);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    const state = text === undefined ? undefined : (JSON.parse(text) as State);
    if (state !== undefined && (await areReady(state))) return state;
    await sleep(50);
  }
  throw new Error('not ready within three minutes');
}

async function areReady({ apps }: State): Promise<boolean> {
  const names = Object.values(apps);
  const answers = await Promise.all(
    names.map(({ health }) =>
      fetch(health, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  );
  return answers.every((ok) => ok);
}
