import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { watch } from '@arbiter/backing';
import type { AppName } from './apps.ts';
import { BackOff } from './back-off.ts';
import { LogFile } from './log-file.ts';
import type { Env } from './operator-env.ts';
import { ROOT } from './places.ts';

/** Lets an app load its code, and wait. */
const HOLD = pathToFileURL(join(ROOT, 'tools', 'start', 'bin', 'hold.mjs')).href;
/** The time that an app gets to finish what it has in hand; milliseconds. */
const DRAIN = 20_000;
/** Lines that are told when an app dies before it was ever ready. */
const KEPT_LINES = 20;

export interface AppEvents {
  /** A line of its output. */
  readonly onLine: (app: string, line: string) => void;
  /** It has another pid, or none. */
  readonly onChange: () => void;
}

/** One app as a child process; started again whenever it crashes, until it is stopped. */
export class AppProcess {
  readonly name: AppName;
  private readonly flags: readonly string[];
  private readonly program: string;
  private readonly events: AppEvents;
  private readonly log: LogFile;
  private readonly backOff = new BackOff();
  private readonly recent: string[] = [];
  private env: Env = {};
  private child: ChildProcess | undefined;
  private restart: NodeJS.Timeout | undefined;
  private isWanted = false;
  private ends = 0;

  /** @param flags Node's own */
  constructor(name: AppName, flags: readonly string[], program: string, events: AppEvents) {
    this.name = name;
    this.flags = flags;
    this.program = program;
    this.events = events;
    this.log = new LogFile(name);
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** How often it has crashed, and the end of what it said. */
  get crashes(): { readonly count: number; readonly lastLines: string } {
    return { count: this.ends, lastLines: this.recent.join('\n') };
  }

  /** Lets it load its code already, while what it stands on is not there yet. It does nothing before `start`. */
  load(env: Env): void {
    this.spawn([...this.flags, '--import', HOLD, this.program], env, ['ignore', 'pipe', 'pipe', 'ipc']);
  }

  /** @param env all of its environment: what `load` was given as well */
  start(env: Env): void {
    this.isWanted = true;
    this.env = env;
    if (this.child === undefined) this.spawn([...this.flags, this.program], env, ['ignore', 'pipe', 'pipe']);
    // One that dies meanwhile is started again.
    else this.child.send(env, () => undefined);
  }

  /** Asks it to end in order, and makes it end if it has not within 20 s. */
  async stop(): Promise<void> {
    this.isWanted = false;
    clearTimeout(this.restart);
    const child = this.child;
    if (child !== undefined) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), DRAIN);
      await ended;
      clearTimeout(force);
    }
  }

  private spawn(args: readonly string[], env: Env, stdio: StdioOptions): void {
    const child = spawn(process.execPath, args, { env, stdio, detached: true });
    this.child = child;
    for (const output of [child.stdout, child.stderr]) {
      if (output !== null)
        createInterface({ input: output }).on('line', (line) => {
          this.say(line);
        });
    }
    const release = child.pid === undefined ? () => undefined : watch(child.pid, 'TERM');
    child.once('error', (error) => {
      this.say(error.message);
    });
    child.once('exit', (code, signal) => {
      release();
      this.child = undefined;
      if (this.isWanted) this.startAgain(signal ?? `exit code ${code}`);
      this.events.onChange();
    });
    this.events.onChange();
  }

  private startAgain(reason: string): void {
    this.ends++;
    const wait = this.backOff.next();
    this.say(`ended (${reason}); it is started again in ${wait} ms`);
    this.restart = setTimeout(() => {
      this.start(this.env);
    }, wait);
  }

  private say(line: string): void {
    this.recent.push(line);
    if (this.recent.length > KEPT_LINES) this.recent.shift();
    this.log.append(line);
    this.events.onLine(this.name, line);
  }
}
