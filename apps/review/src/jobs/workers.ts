import { type BaseConfig, CONFIG, DependencyDown, Postponed } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { JobRepository } from '../persistence/job.repository.ts';
import type { Job } from './job.ts';
import { Jobs } from './jobs.ts';
import { Superseded } from './outcomes.ts';

/** Between two looks for work that nobody has announced to this process, milliseconds. */
const LOOK_EVERY = 5_000;
/** Pause after a fault (database away), milliseconds. */
const PAUSE = 1_000;

/** How long a job stays in a hand that does not move, seconds; renewed three times as often. */
const LEASE = 60;

/** First pause after a failed attempt, seconds; it doubles. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 300;
/** What waits for a budget's period looks again at least so often: the cap may have been raised, seconds. */
const LONGEST_WAIT = 900;

/** Time that jobs in hand have when the service ends, milliseconds; then others take them. */
const GRACE = 15_000;

/** Does what is due, several jobs at once, beside the handlers: no message waits for a model. Replicas share the work. */
@Injectable()
export class Workers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = logger('jobs');
  readonly #end = new AbortController();
  #alarm = new AbortController();
  #ending = false;
  readonly #inHand = new Set<Promise<void>>();
  #looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly queue: JobRepository,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: BaseConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.#looking = this.#look();
  }

  /** There is something to do. */
  wake(): void {
    this.#alarm.abort();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#ending = true;
    this.wake();
    await this.#looking;
    const patience = new AbortController();
    const late = delay(GRACE, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.#inHand), late]);
    patience.abort();
    this.#end.abort(new Postponed('The service ends.', new Date()));
    await Promise.all(this.#inHand);
  }

  async #look(): Promise<void> {
    while (!this.#ending) {
      this.#alarm = new AbortController();
      try {
        if (this.#inHand.size >= this.config.ARBITER_WORKER_MAX_JOBS) await Promise.race(this.#inHand);
        else await this.#takeNext();
      } catch (error) {
        if (!(error instanceof DependencyDown)) this.#log.error({ error }, 'jobs wait');
        await this.#sleep(PAUSE);
      }
    }
  }

  async #takeNext(): Promise<void> {
    const job = await this.queue.take(LEASE);
    if (!job) return this.#sleep(LOOK_EVERY);
    const work = this.#do(job)
      // The database is away: the lease ends by itself, and somebody takes the job again.
      .catch((error: unknown) => this.#log.warn({ error, journey: job.key }, 'a job could not be put down'))
      .finally(() => {
        this.#inHand.delete(work);
        this.wake();
      });
    this.#inHand.add(work);
  }

  async #do(job: Job): Promise<void> {
    const superseded = new AbortController();
    const hold = setInterval(() => void this.#hold(job, superseded), (LEASE / 3) * 1000);
    const time = AbortSignal.timeout(this.config.ARBITER_WORKER_JOB_TIMEOUT * 1000);
    const signal = AbortSignal.any([superseded.signal, this.#end.signal, time]);
    try {
      await this.jobs.run(job, signal);
      await this.queue.finish(job);
    } catch (error) {
      // Whatever came of giving up, the reason for it counts.
      await this.#failed(job, signal.aborted ? signal.reason : error);
    } finally {
      clearInterval(hold);
    }
  }

  /** Keeps the job in this hand, and gives it up where something newer was asked for. */
  async #hold(job: Job, superseded: AbortController): Promise<void> {
    const generation = await this.queue.renew(job, LEASE).catch(() => job.generation);
    if (generation !== job.generation) superseded.abort(new Superseded());
  }

  async #failed(job: Job, error: unknown): Promise<void> {
    const { key, kind, attempts } = job;
    if (error instanceof Superseded) return this.queue.finish(job);
    if (error instanceof Postponed) return this.queue.postpone(job, secondsUntil(error.until), error.message, false);
    if (error instanceof DependencyDown) {
      this.#log.warn({ journey: key, kind, error }, 'a job waits');
      return this.queue.postpone(job, pauseAfter(attempts), error.message, false);
    }
    this.#log.error({ journey: key, kind, attempts, error }, 'a job failed');
    if (attempts < this.config.ARBITER_WORKER_RETRY_ATTEMPTS) {
      return this.queue.postpone(job, pauseAfter(attempts), nameOf(error), true);
    }
    await this.jobs.giveUp(job);
    await this.queue.finish(job, nameOf(error));
  }

  /** Until time is up, or somebody calls. */
  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#alarm.signal, ref: false }).catch(() => undefined);
  }
}

const pauseAfter = (attempts: number): number => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempts);

const secondsUntil = (until: Date | undefined): number =>
  until ? Math.min(LONGEST_WAIT, Math.max(0, (until.getTime() - Date.now()) / 1000)) : LONGEST_PAUSE;

/** What went wrong, in one word: messages of others may hold what nobody should keep. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
