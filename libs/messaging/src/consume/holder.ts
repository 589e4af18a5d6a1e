import { setTimeout as delay } from 'node:timers/promises';
import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { backOff } from '../connection/back-off.ts';
import type { Patience } from './consumer-context.ts';
import { Draining } from './failure.ts';

/**
 * Waits out what is nobody's fault. While a dependency is down, the work in hand is kept and tried again, and nothing new
 * is fetched.
 */
export class Holder {
  readonly #queue: string;
  readonly #pauses: Patience['hold'];
  readonly #ending = new AbortController();
  readonly #log = logger('consume');
  #holding = 0;

  constructor(queue: string, pauses: Patience['hold']) {
    this.#queue = queue;
    this.#pauses = pauses;
  }

  /** Whether something waits for a dependency. */
  get holding(): boolean {
    return this.#holding > 0;
  }

  /** From now on nothing is tried again, and nothing new begun. */
  end(): void {
    this.#ending.abort();
  }

  /**
   * To be asked before work on another message begins.
   * @throws Draining when the service ends
   */
  proceed(): void {
    if (this.#ending.signal.aborted) throw new Draining();
  }

  /**
   * Runs the task, again and again for as long as a dependency is down.
   * @throws Draining when the service ends meanwhile
   * @throws whatever else the task throws
   */
  async hold<Result>(task: () => Promise<Result>): Promise<Result> {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof DependencyDown)) throw error;
      return this.#insist(task, error);
    }
  }

  async #insist<Result>(task: () => Promise<Result>, first: DependencyDown): Promise<Result> {
    this.#holding++;
    this.#log.warn({ queue: this.#queue, dependency: first.dependency, error: first }, 'dependency down, holding');
    try {
      for (let tries = 0; ; tries++) {
        await this.#pause(backOff(tries, this.#pauses.first, this.#pauses.most));
        try {
          const result = await task();
          this.#log.info({ queue: this.#queue, dependency: first.dependency, tries }, 'dependency back, going on');
          return result;
        } catch (error) {
          if (!(error instanceof DependencyDown)) throw error;
        }
      }
    } finally {
      this.#holding--;
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    try {
      await delay(milliseconds, undefined, { signal: this.#ending.signal });
    } catch {
      throw new Draining();
    }
  }
}
