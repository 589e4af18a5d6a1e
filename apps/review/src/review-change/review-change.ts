import { CodeHosts, type CodeHost, Gone } from '@arbiter/forge';
import { CONFIG, Postponed, stableId } from '@arbiter/service';
import { count, step } from '@arbiter/telemetry';
import { measureReview } from './measure-review.ts';
import type { ReviewOutcome, Verdict } from '@arbiter/reviewing';
import { Inject, Injectable } from '@nestjs/common';
import { AnswerRepository } from '../persistence/answer.repository.ts';
import { removedDebtIn } from '../follow-commitments/removed-debt.ts';
import { FindingRepository } from '../persistence/finding.repository.ts';
import { RemovedDebtRepository } from '../persistence/removed-debt.repository.ts';
import { type KeptReview, ReviewRepository } from '../persistence/review.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { AskReview, type Subject, outOfBudget } from './ask-review.ts';
import { type ChangeJob, journeyOf } from './change-job.ts';
import { PostReview } from './post-review.ts';
import { type Ground, readGround } from './read-change.ts';
import { SetStatus, withStanding } from './set-status.ts';
import { SettleThreads } from './settle-threads.ts';
import { TellReview } from './tell-review.ts';
import { type Look, lookAt, seenBy } from './look-at.ts';

const NOTHING = '0.000000000000';

/** How a run is told about itself. */
export interface Run {
  readonly signal: AbortSignal;
  /** Failed attempts before this one. */
  readonly attempts: number;
}

/** Everything that the steps of one review share. */
export interface Scene extends Ground {
  readonly job: ChangeJob;
  readonly host: CodeHost;
  readonly signal: AbortSignal;
}

/**
 * Reviews a change as it stands: reads it, looks at what nobody has looked at, keeps what was found, and then posts it.
 * Each step may be repeated: what was answered, kept or posted already is taken as it is.
 */
@Injectable()
export class ReviewChange {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly askReview: AskReview,
    private readonly answers: AnswerRepository,
    private readonly reviews: ReviewRepository,
    private readonly findings: FindingRepository,
    private readonly removedDebt: RemovedDebtRepository,
    private readonly settleThreads: SettleThreads,
    private readonly postReview: PostReview,
    private readonly setStatus: SetStatus,
    private readonly tellReview: TellReview,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(job: ChangeJob, { signal, attempts }: Run): Promise<void> {
    const started = performance.now();
    try {
      const scene = await this.#scene(job, signal);
      if (!scene || !(await this.#isWanted(scene))) return;
      const outcome = await this.#review(scene, attempts);
      measureReview(job, outcome, started);
    } catch (error) {
      // A change or repository that is gone has nobody left to be told.
      if (!(error instanceof Gone)) throw error;
    }
  }

  /** Nobody will try again: the change says so, instead of waiting for ever. */
  async giveUp(job: ChangeJob): Promise<void> {
    const host = this.hosts.of(job.forge);
    const change = await host.change(job);
    count('reviews', { forge: job.forge, outcome: 'error' });
    await this.setStatus.run(host, change, {
      status: 'error',
      reason: 'gave-up',
      description: 'The review failed again and again. Ask for it with "@arbiter review".',
    });
  }

  async #scene(job: ChangeJob, signal: AbortSignal): Promise<Scene | undefined> {
    const host = this.hosts.of(job.forge);
    const ground = await step('read change', () => readGround(host, job, signal));
    return ground.change.state === 'open' ? { ...ground, job, host, signal } : undefined;
  }

  /** Whoever asks for a review gets it; by itself it comes where the repository wants it. */
  async #isWanted({ job, change, configuration: { configuration } }: Scene): Promise<boolean> {
    if (!configuration.enabled) return false;
    if (job.asked !== undefined) return true;
    if (change.draft && !configuration.drafts) return false;
    const { paused } = await this.reviews.change(journeyOf(job));
    return !paused;
  }

  async #review(scene: Scene, attempts: number): Promise<ReviewOutcome> {
    const { job, change } = scene;
    const look = await step(
      'read diff',
      () => lookAt(scene, this.reviews, this.findings),
      ({ files }) => ({ 'arbiter.files': files.length }),
    );
    await this.removedDebt.keep(journeyOf(job), await removedDebtIn(look.all));
    // The same head may leave something to be looked at later; the same look at the same head is the same review.
    const id = stableId('review', journeyOf(job), change.headSha, job.full ? (job.asked ?? '') : look.digests.join());
    const known = (await this.reviews.find(id)) ?? (await this.#whole(scene, look));
    const kept = known ?? (await this.#make(id, scene, look, attempts));
    if (!kept.posted) await step('post', () => this.postReview.run(scene, look, kept, known !== undefined));
    await this.#conclude(scene, kept);
    if (outOfBudget(kept.outcome)) throw new Postponed('A budget is used up.');
    return kept.outcome;
  }

  /** The review of this very head that left nothing over. */
  async #whole({ job, change }: Scene, { files }: Look): Promise<KeptReview | undefined> {
    const last = files.length === 0 ? await this.reviews.latest(journeyOf(job)) : undefined;
    return last?.head === change.headSha ? last : undefined;
  }

  /** What follows from a review that stands; done again it changes nothing. */
  async #conclude(scene: Scene, kept: KeptReview): Promise<void> {
    const { host, change, job, configuration } = scene;
    if (this.config.ARBITER_POST_COMMENTS) await this.settleThreads.resolveFixed(scene, kept.outcome);
    const standing = await this.findings.ofChange(journeyOf(job));
    await this.setStatus.run(host, change, withStanding(kept.outcome, standing, configuration.configuration));
    await this.tellReview.run(job, subjectOf(scene), kept);
    await this.answers.drop(journeyOf(job));
  }

  /** Asks for the findings, and keeps them before anything is made of them. */
  async #make(id: string, scene: Scene, look: Look, attempts: number): Promise<KeptReview> {
    const { job, change, signal } = scene;
    const journey = journeyOf(job);
    await this.setStatus.pending(scene.host, change);
    if (look.before.length > 0) await step('learn', () => this.settleThreads.learn(scene));
    const outcome = look.files.length === 0 ? await this.#unchanged(scene, look) : await this.#ask(id, scene, look);
    signal.throwIfAborted();
    await this.askReview.waitWhereItHelps(subjectOf(scene), outcome, attempts);
    const review = {
      id,
      journey,
      head: change.headSha,
      seen: seenBy(look, outcome),
      outcome,
      reviewedAt: new Date().toISOString(),
    };
    await this.reviews.store(review);
    return (await this.reviews.find(id)) ?? { ...review, posted: false };
  }

  #ask(id: string, scene: Scene, { files, all, said }: Look): Promise<ReviewOutcome> {
    const { title, description } = scene.change;
    return this.askReview.run(id, subjectOf(scene), { files, change: all, said, title, description });
  }

  /** Nothing is left to be looked at: what the last review said of these lines holds for this head, too. */
  async #unchanged(scene: Scene, look: Look): Promise<ReviewOutcome> {
    const last = await this.reviews.latest(journeyOf(scene.job));
    if (!last) return this.#ask('', scene, look);
    const { outcome } = last;
    const verdict: Verdict =
      outcome.verdict.status === 'failure'
        ? { status: 'success', description: 'Everything in scope was looked at; nothing is new.' }
        : outcome.verdict;
    return { ...outcome, findings: [], overflow: [], setAside: [], usages: [], faults: [], costUsd: NOTHING, verdict };
  }
}

const subjectOf = ({ job, host, signal, change, configuration }: Scene): Subject => ({
  job,
  host,
  signal,
  journey: journeyOf(job),
  key: journeyOf(job),
  at: change,
  configuration: configuration.configuration,
  visible: true,
});
