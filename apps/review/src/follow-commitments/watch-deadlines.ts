import { CONFIG, Recurring } from '@arbiter/service';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JudgePromises } from '../judge-promises/judge-promises.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { AnnounceSteps } from './announce-steps.ts';
import { Clock } from './clock.ts';
import { patienceOf } from './patience.ts';
import { isFailing, turnOfTime } from './turn-of-time.ts';

/** Milliseconds between two looks at the clock. */
const LOOK_EVERY = 30_000;
const AT_ONCE = 200;

/** Does what the time asks for: risk that rises, promises that are broken or have run out. Several may do so at once. */
@Injectable()
export class WatchDeadlines implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('deadlines', LOOK_EVERY, () => this.run());

  constructor(
    private readonly lives: LifeRepository,
    private readonly judge: JudgePromises,
    private readonly announce: AnnounceSteps,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  /** Looks at every promise whose time has come, and tells what nobody was told of. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const patience = patienceOf(this.config);
    for (;;) {
      const ids = await this.lives.dueToLook(now, AT_ONCE);
      await this.judge.run((await this.lives.find(ids)).filter((life) => isFailing(life, now, patience)));
      await this.lives.change(ids, (life) => turnOfTime(life, now, patience));
      await this.judge.forget(ids);
      if (ids.length < AT_ONCE) break;
    }
    await this.announce.run();
  }
}
