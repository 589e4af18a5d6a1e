import { logger } from '@arbiter/telemetry';
import { DependencyDown } from '../errors.ts';

/** Work that is done again and again, never twice at once. What it throws is logged, and it is tried again next time. */
export class Recurring {
  readonly #name: string;
  readonly #every: number;
  readonly #work: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  /**
   * @param name in the log
   * @param every milliseconds from one beginning to the next; a run that takes longer leaves beginnings out
   */
  constructor(name: string, every: number, work: () => Promise<void>) {
    this.#name = name;
    this.#every = every;
    this.#work = work;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#run();
    }, this.#every);
  }

  /** Begins no more, and finishes what is under way. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      await this.#work();
    } catch (error) {
      if (!(error instanceof DependencyDown)) logger(this.#name).error({ error }, 'recurring work failed');
    } finally {
      this.#running = undefined;
    }
  }
}
