import { type Backing, SERVER_NAMES, startBacking } from '@arbiter/backing';
import { appEnv } from './app-env.ts';
import { AppProcess } from './app-process.ts';
import { programOf } from './apps.ts';
import { buildAll } from './build-all.ts';
import { describeState } from './describe-state.ts';
import { nodeFlagsOf } from './node-flags.ts';
import { writeOwner } from './owner.ts';
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
    const backing = await this.startBackingAndBuild();
    signal.throwIfAborted();
    const publish = this.publisher(backing);
    const events = { onLine: this.onLine, onChange: () => void publish() };
    superviseBacking(backing, this.ending.signal, events);
    if (this.plan.apps.length > 0) {
      await this.progress.step('Schemas and streams', () => prepare(this.plan, backing));
      signal.throwIfAborted();
      await this.progress.step('Apps', (say) => {
        this.apps = this.plan.apps.map((name) => {
          const args = [...nodeFlagsOf(name), programOf(name, 'main')];
          return new AppProcess(name, args, appEnv(name, this.plan, backing), events);
        });
        for (const app of this.apps) app.start();
        return waitForApps(this.apps, this.plan, say, signal);
      });
    }
    this.isReady = true;
    await publish();
    return describeState(this.plan, backing, this.apps);
  }

  /** Ends everything: the apps in order first, then the servers that they stand on. */
  async stop(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.apps.map((app) => app.stop()));
    await this.backing?.close();
  }

  /** Both at once, and both to their end: what one has started must be known even if the other fails. */
  private async startBackingAndBuild(): Promise<Backing> {
    const { apps, isEphemeral, operator } = this.plan;
    const kept = isEphemeral ? {} : { dataFolder: DATA_FOLDER, ports: 'usual' as const };
    const [servers, build] = await Promise.allSettled([
      this.progress.step('Postgres, NATS and Redis', (onProgress) =>
        startBacking({ ...kept, env: operator, onProgress, logFolder: LOG_FOLDER }),
      ),
      apps.length === 0 ? undefined : this.progress.step('Build', () => buildAll()),
    ]);
    if (servers.status === 'rejected') throw servers.reason as Error;
    this.backing = servers.value;
    if (build.status === 'rejected') throw build.reason as Error;
    return servers.value;
  }

  /** Writes down what runs: for the next launcher from the beginning, for tools once all is ready; after every change. */
  private publisher(backing: Backing): () => Promise<void> {
    return serialised(async () => {
      if (this.ending.signal.aborted) return;
      const pids = [...this.apps, ...SERVER_NAMES.map((name) => backing[name])].map(({ pid }) => pid);
      if (this.isReady) await writeState(describeState(this.plan, backing, this.apps));
      await writeOwner(pids.filter((pid) => pid !== null));
    });
  }
}
