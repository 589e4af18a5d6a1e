import { type Backing, SERVER_NAMES, startBacking } from '@arbiter/backing';
import { appEnv, earlyEnv } from './app-env.ts';
import { type AppEvents, AppProcess } from './app-process.ts';
import { programOf } from './apps.ts';
import { buildAll } from './build-all.ts';
import { describeState } from './describe-state.ts';
import { nodeFlagsOf } from './node-flags.ts';
import { writeOwner } from './owner.ts';
import { packedFlags } from './packed/packed-flags.ts';
import { DATA_FOLDER, LOG_FOLDER } from './places.ts';
import type { Plan } from './plan.ts';
import { prepare } from './prepare.ts';
import type { Progress } from './progress.ts';
import { serialised } from './serialised.ts';
import { type State, writeState } from './state.ts';
import { superviseBacking } from './supervise-backing.ts';
import { waitForApps } from './wait-for-apps.ts';

/** Everything that one start runs. Whatever crashes is started again, until `stop`. */
export class System {
  private readonly plan: Plan;
  private readonly progress: Progress;
  private readonly onLine: (name: string, line: string) => void;
  private readonly ending = new AbortController();
  private apps: AppProcess[] = [];
  private packed: readonly string[] = [];
  private backing: Backing | undefined;
  private isReady = false;

  constructor(plan: Plan, progress: Progress, onLine: (name: string, line: string) => void) {
    this.plan = plan;
    this.progress = progress;
    this.onLine = onLine;
  }

  /**
   * Builds, starts the servers, prepares their content, starts the apps, and waits until all are ready. Throws when that
   * fails or `signal` aborts it; call `stop` then, too.
   */
  async start(signal: AbortSignal): Promise<State> {
    const backing = await this.startBackingAndLoadApps();
    signal.throwIfAborted();
    await this.publish();
    superviseBacking(backing, this.ending.signal, this.events);
    if (this.apps.length > 0) {
      await this.progress.step('Schemas and streams', () => prepare(this.plan, backing, this.packed));
      signal.throwIfAborted();
      await this.progress.step('Apps', (say) => {
        for (const app of this.apps) app.start(appEnv(app.name, this.plan, backing));
        return waitForApps(this.apps, this.plan, say, signal);
      });
    }
    this.isReady = true;
    await this.publish();
    return describeState(this.plan, backing, this.apps);
  }

  /** Ends everything: the apps in order first, then the servers that they stand on. */
  async stop(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.apps.map((app) => app.stop()));
    await this.backing?.close();
  }

  /** Both at once, and both to their end: what one has started must be known even if the other fails. */
  private async startBackingAndLoadApps(): Promise<Backing> {
    const { isEphemeral, operator } = this.plan;
    const kept = isEphemeral ? {} : { dataFolder: DATA_FOLDER, ports: 'usual' as const };
    const [servers, apps] = await Promise.allSettled([
      this.progress.step('Postgres, NATS and Redis', (onProgress) =>
        startBacking({ ...kept, env: operator, onProgress, logFolder: LOG_FOLDER }),
      ),
      this.loadApps(),
    ]);
    if (servers.status === 'rejected') throw servers.reason as Error;
    this.backing = servers.value;
    if (apps.status === 'rejected') throw apps.reason as Error;
    return servers.value;
  }

  /** Loading their code is most of the apps' start, and it needs no server. */
  private async loadApps(): Promise<void> {
    if (this.plan.apps.length === 0) return;
    [this.packed] = await this.progress.step('Build', (say) => Promise.all([packedFlags(say), buildAll()]));
    if (this.ending.signal.aborted) return;
    this.apps = this.plan.apps.map(
      (name) => new AppProcess(name, [...nodeFlagsOf(name), ...this.packed], programOf(name, 'main'), this.events),
    );
    for (const app of this.apps) app.load(earlyEnv(this.plan));
  }

  private get events(): AppEvents {
    return { onLine: this.onLine, onChange: () => void this.publish() };
  }

  /** Writes down what runs: for the next launcher from the beginning, for tools once all is ready; after every change. */
  private readonly publish = serialised(async () => {
    const { backing } = this;
    if (backing === undefined || this.ending.signal.aborted) return;
    const pids = [...this.apps, ...SERVER_NAMES.map((name) => backing[name])].map(({ pid }) => pid);
    if (this.isReady) await writeState(describeState(this.plan, backing, this.apps));
    await writeOwner(pids.filter((pid) => pid !== null));
  });
}
