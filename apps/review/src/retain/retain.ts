import { CONFIG, Recurring } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../follow-commitments/clock.ts';
import { RetentionRepository } from '../persistence/retention.repository.ts';
import type { ReviewConfig } from '../review.config.ts';

/** Milliseconds between two looks, and in a day. */
const LOOK_EVERY = 3_600_000;
const DAY = 86_400_000;

/** Keeps promises as long as the operator says, and no longer. */
@Injectable()
export class Retain implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('retention', LOOK_EVERY, () => this.run());

  constructor(
    private readonly retention: RetentionRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.config.ARBITER_RETENTION_COMMITMENTS_DAYS * DAY);
    const commitments = await this.retention.deleteCommitments(before);
    const work = await this.retention.deleteWork(before);
    if (commitments + work > 0) logger('retention').info({ commitments, work }, 'deleted what was kept long enough');
  }
}
