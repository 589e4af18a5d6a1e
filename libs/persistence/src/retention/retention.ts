import { CONFIG, Recurring } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import type { BeforeApplicationShutdown, FactoryProvider, OnApplicationBootstrap, Type } from '@nestjs/common';

/** Milliseconds between two looks, and in a day. */
const LOOK_EVERY = 3_600_000;
const DAY = 86_400_000;

/** Deletes what is older than a time; answers how much that was. */
export interface Forgetful {
  forget(before: Date): Promise<number>;
}

/** Keeps something for as many days as the operator says, and no longer: it looks once an hour. */
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('retention', LOOK_EVERY, () => this.run());
  readonly #kept: Forgetful;
  readonly #days: number;

  constructor(kept: Forgetful, days: number) {
    this.#kept = kept;
    this.#days = days;
  }

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  /** @param now in milliseconds since 1970 */
  async run(now = Date.now()): Promise<void> {
    const gone = await this.#kept.forget(new Date(now - this.#days * DAY));
    if (gone > 0) logger('retention').info({ gone }, 'deleted what was kept long enough');
  }
}

/** Provides the retention of what a repository keeps, for so many days as the app's configuration says. */
export const retentionOf = (
  repository: Type<Forgetful>,
  daysOf: (config: never) => number,
): FactoryProvider<Retention> => ({
  provide: Retention,
  inject: [repository, CONFIG],
  // Whose configuration it is, the app knows that hands over how it is read.
  useFactory: (kept: Forgetful, config: object) => new Retention(kept, daysOf(config as never)),
});
