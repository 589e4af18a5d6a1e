import { setTimeout as delay } from 'node:timers/promises';
import { Advisories, DeadLetters } from '@arbiter/messaging';
import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DeadLetterRepository } from '../persistence/dead-letter.repository.ts';
import { toLetter } from './letter.ts';

/** Pause between two looks at the stream, milliseconds. */
const PAUSE = 500;

/**
 * Copies what is said about new dead letters into the journal, so that the state of a journey and the list of letters are
 * one statement each. It goes on after the newest one that it knows; several may do so at once.
 */
@Injectable()
export class FollowDeadLetters implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #ending = new AbortController();
  #running: Promise<void> | undefined;
  #troubled = false;

  constructor(
    private readonly advisories: Advisories,
    private readonly deadLetters: DeadLetters,
    private readonly letters: DeadLetterRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.follow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  private async follow(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      const more = await this.tryToCopy();
      if (!more) await delay(PAUSE, undefined, { signal }).catch(() => undefined);
    }
  }

  /** What goes wrong is said once, until it goes well again; a dependency that is away says so itself. */
  private async tryToCopy(): Promise<boolean> {
    try {
      const more = await this.copy();
      this.#troubled = false;
      return more;
    } catch (error) {
      if (!this.#troubled && !(error instanceof DependencyDown)) {
        logger('dead-letters').error({ error }, 'dead letters not copied');
        this.#troubled = true;
      }
      return false;
    }
  }

  /** Copies the next ones, what the server itself gave up among them; answers whether there were any. */
  private async copy(): Promise<boolean> {
    await this.advisories.takeOver();
    const letters = await this.deadLetters.after(await this.letters.newest());
    await this.letters.store(letters.map(toLetter));
    return letters.length > 0;
  }
}
