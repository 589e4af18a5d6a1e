import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { watch } from './watchdog.ts';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Another user to run as. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Both outputs are appended here; begun anew when it has grown past 5 MB. */
  readonly logFile: string;
  /** What asks it to end in order. */
  readonly stopSignal: 'INT' | 'TERM';
  /** What a kill needs besides, where the process only stands for the server. */
  readonly beforeKill?: () => Promise<void>;
  /** Throws as long as the server does not answer. */
  readonly ping: () => Promise<unknown>;
}

const LOG_LIMIT = 5 * 1024 * 1024;
const READY_WITHIN = 30_000;
const STOP_WITHIN = 20_000;

/** One server as a child process: started, asked until it answers, stopped, killed, and started again. */
export class ServerProcess {
  private readonly launch: Launch;
  private readonly listeners: (() => void)[] = [];
  private child: ChildProcess | undefined;

  constructor(launch: Launch) {
    this.launch = launch;
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Called whenever it has ended without having been asked to. */
  onCrash(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Starts it and waits until it answers. Throws with the end of its log if it ends before or is not ready in 30 s. */
  async start(): Promise<void> {
    if (this.child !== undefined) return;
    const child = this.spawn();
    const deadline = Date.now() + READY_WITHIN;
    for (let wait = 5; ; wait = Math.min(wait * 2, 100)) {
      if (!this.isCurrent(child)) throw new Error(`${this.launch.command} ended at once:\n${this.logEnd()}`);
      const isReady = await this.launch.ping().then(
        () => true,
        () => false,
      );
      if (isReady && this.isCurrent(child)) return;
      if (Date.now() > deadline) {
        await this.kill();
        throw new Error(`${this.launch.command} did not answer within ${READY_WITHIN} ms:\n${this.logEnd()}`);
      }
      await delay(wait);
    }
  }

  /** Asks it to end, and makes it end if it has not within 20 s. */
  async stop(): Promise<void> {
    await this.end(`SIG${this.launch.stopSignal}`);
  }

  /** Ends it as a crash or a power cut would. */
  async kill(): Promise<void> {
    if (this.child !== undefined) await this.launch.beforeKill?.();
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === undefined) return;
    const ended = once(child, 'exit');
    this.child = undefined;
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN);
    await ended;
    clearTimeout(force);
  }

  private spawn(): ChildProcess {
    const { command, args, env, user, logFile, stopSignal } = this.launch;
    const log = openSync(logFile, isLarge(logFile) ? 'w' : 'a', 0o600);
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      ...user,
      // The folder of whoever calls may not be readable to the other user.
      cwd: '/',
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C reaches the launcher, which ends the servers last.
      detached: true,
    });
    closeSync(log);
    child.unref(); // Whoever forgets to stop it can still end; the watchdog does the rest.
    this.child = child;
    const release = child.pid === undefined ? () => undefined : watch(child.pid, stopSignal);
    const onEnd = (): void => {
      release();
      if (!this.isCurrent(child)) return;
      this.child = undefined;
      for (const listener of this.listeners) listener();
    };
    child.once('exit', onEnd);
    child.once('error', onEnd);
    return child;
  }

  private isCurrent(child: ChildProcess): boolean {
    return this.child === child;
  }

  private logEnd(): string {
    return readFileSync(this.launch.logFile, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
  }
}

function isLarge(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT;
}
