import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './process.ts';
import { until } from './until.ts';

/** What `.arbiter/run/state.json` says. */
export interface State {
  readonly gateway: string;
  readonly grpc: string;
  readonly apiKey: string;
  readonly secrets: { readonly github: string; readonly gitlab: string };
  readonly apps: Readonly<
    Record<string, { readonly pid: number | null; readonly metrics: string; readonly health: string }>
  >;
  readonly backing: Readonly<
    Record<string, { readonly url: string; readonly pid: number | null; readonly version: string }>
  >;
}

/** A whole Arbiter of the test's own. */
export class Arbiter {
  readonly #launcher: ChildProcess;
  readonly #said: readonly string[];
  /** ARBITER_HOME of the tools that shall find it. */
  readonly home: string;

  private constructor(home: string, launcher: ChildProcess, said: readonly string[]) {
    this.home = home;
    this.#launcher = launcher;
    this.#said = said;
  }

  /** Starts it as `npm start -- --ephemeral` does, beside any other that runs. It ends with this process. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<Arbiter> {
    const home = await mkdtemp(join(tmpdir(), 'arbiter-e2e-'));
    const said: string[] = [];
    const launcher = fork(join(ROOT, 'tools', 'start', 'src', 'main.ts'), ['--ephemeral'], {
      execArgv: ['--conditions=@arbiter/source'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        ARBITER_HOME: home,
        ARBITER_API_RATE_LIMIT_PER_MINUTE: '100000',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said.push(text);
        if (said.length > 200) said.shift();
      });
    }
    const arbiter = new Arbiter(home, launcher, said);
    try {
      await arbiter.untilReady(180_000);
    } catch (error) {
      await arbiter.stop();
      throw error;
    }
    return arbiter;
  }

  /** What the launcher and the apps said last, for the message of a failing test. */
  get log(): string {
    return this.#said.join('');
  }

  /** How it stands now; pids change whenever something is started again. */
  async state(): Promise<State> {
    return JSON.parse(await readFile(join(this.home, 'run', 'state.json'), 'utf8')) as State;
  }

  /** Waits until every app says that it is ready. */
  async untilReady(patienceMs = 60_000): Promise<void> {
    const ended = () => this.#launcher.exitCode !== null || undefined;
    await until('every app is ready', async () => ended() ?? (await this.#isReady()), patienceMs);
    if (ended()) throw new Error(`Arbiter did not start.\n${this.log}`);
  }

  /** Ends an app or a server as a crash does, and waits until it runs again and everything is ready. */
  async kill(name: string): Promise<void> {
    const pid = await this.#pidOf(name);
    if (pid === null) throw new Error(`${name} does not run.`);
    process.kill(pid, 'SIGKILL');
    await until(`${name} is started again`, async () => ![pid, null].includes(await this.#pidOf(name)) || undefined);
    await this.untilReady();
  }

  /** Reads from the REST API. */
  async get<Answer>(path: string): Promise<Answer> {
    const { gateway, apiKey } = await this.state();
    const response = await fetch(new URL(path, gateway), { headers: { 'x-api-key': apiKey } });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  async stop(): Promise<void> {
    if (this.#launcher.exitCode === null) {
      const exit = once(this.#launcher, 'exit');
      this.#launcher.kill('SIGTERM');
      await exit;
    }
    await rm(this.home, { recursive: true, force: true });
  }

  async #isReady(): Promise<true | undefined> {
    const { apps } = await this.state();
    const answers = await Promise.all(Object.values(apps).map(({ health }) => fetch(health)));
    for (const { body } of answers) await body?.cancel();
    return answers.length > 0 && answers.every(({ ok }) => ok) ? true : undefined;
  }

  async #pidOf(name: string): Promise<number | null> {
    const { apps, backing } = await this.state();
    return (apps[name] ?? backing[name])?.pid ?? null;
  }
}
