import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';

/** Between two looks for work that nobody has announced to this process, milliseconds. */
const LOOK_EVERY = 5_000;

/** Pause after a fault (database or broker away), milliseconds. */
const PAUSE = 1_000;

/** Time that a post in the air has when the service ends, milliseconds; then its outcome is unknown. */
const GRACE = 15_000;

/** One round of the courier's work: milliseconds until the next is worth while. */
export type Round = (givenUp: AbortSignal) => Promise<number>;

/**
 * Does everything that is done beside the handlers, round after round: they never wait for an outside service. Several
 * replicas share the work. Whoever has made work for it calls `wake`.
 */
@Injectable()
export class Courier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = logger('courier');
  readonly #givenUp = new AbortController();
  #alarm = new AbortController();
  #ending = false;
  #work: Promise<void> = Promise.resolve();
  #round: Round | undefined;

  /** Says what a round is; before the application starts. */
  make(round: Round): void {
    this.#round = round;
  }

  onApplicationBootstrap(): void {
    if (this.#round !== undefined) this.#work = this.#run(this.#round);
  }

  /** There is something to do. */
  wake(): void {
    this.#alarm.abort();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#ending = true;
    this.wake();
    const patience = new AbortController();
    const late = delay(GRACE, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([this.#work, late]);
    patience.abort();
    this.#givenUp.abort();
    await this.#work;
  }

  async #run(round: Round): Promise<void> {
    while (!this.#ending) {
      this.#alarm = new AbortController();
      try {
        await this.#sleep(Math.min(LOOK_EVERY, await round(this.#givenUp.signal)));
      } catch (error) {
        this.#log.warn({ error }, 'deliveries wait');
        await this.#sleep(PAUSE);
      }
    }
  }

  /** Until time is up, or somebody calls. */
  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#alarm.signal, ref: false }).catch(() => undefined);
  }
}
