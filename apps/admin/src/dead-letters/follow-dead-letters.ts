import { setTimeout as delay } from 'node:timers/promises';
import { DeadLetters } from '@arbiter/messaging';
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

  constructor(
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
      const more = await this.copy().catch((error: unknown) => {
        if (!(error instanceof DependencyDown)) logger('dead-letters').error({ error }, 'dead letters not copied');
        return false;
      });
      if (!more) await delay(PAUSE, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Copies the next ones; answers whether there were any. */
  private async copy(): Promise<boolean> {
    const letters = await this.deadLetters.after(await this.letters.newest());
    await this.letters.store(letters.map(toLetter));
    return letters.length > 0;
  }
}
