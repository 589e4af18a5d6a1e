import { CONFIG, Recurring } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { NotifierConfig } from '../notifier.config.ts';
import { RetentionRepository } from '../persistence/retention.repository.ts';

/** Milliseconds between two looks, and in a day. */
const LOOK_EVERY = 3_600_000;
const DAY = 86_400_000;

/** Keeps what was proposed and said to people as long as the operator says, and no longer. */
@Injectable()
export class Retain implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('retention', LOOK_EVERY, () => this.run());

  constructor(
    private readonly retention: RetentionRepository,
    @Inject(CONFIG) private readonly config: NotifierConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  /** @param now in milliseconds since 1970 */
  async run(now = Date.now()): Promise<void> {
    const before = new Date(now - this.config.ARBITER_RETENTION_COMMITMENTS_DAYS * DAY);
    const gone = await this.retention.forget(before);
    if (gone > 0) logger('retention').info({ gone }, 'deleted what was kept long enough');
  }
}
