import { CodeHosts, Gone, type OpenChange } from '@arbiter/forge';
import type { ReviewOutcome } from '@arbiter/reviewing';
import { Postponed, stableId } from '@arbiter/service';
import { count, step } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { FollowCommitments } from '../follow-commitments/follow-commitments.ts';
import { removedDebtIn } from '../follow-commitments/removed-debt.ts';
import { AnswerRepository } from '../persistence/answer.repository.ts';
import { FindingRepository } from '../persistence/finding.repository.ts';
import { RemovedDebtRepository } from '../persistence/removed-debt.repository.ts';
import { type KeptReview, ReviewRepository } from '../persistence/review.repository.ts';
import { AskReview, outOfBudget } from '../review-change/ask-review.ts';
import { type Look, seenBy } from '../review-change/look-at.ts';
import { measureReview } from '../review-change/measure-review.ts';
import type { Run } from '../review-change/review-change.ts';
import { SetStatus } from '../review-change/set-status.ts';
import { CommentOnPush } from './comment-on-push.ts';
import { lookAtPush } from './look-at-push.ts';
import { type PushJob, journeyOf, keyOf } from './push-job.ts';
import type { PushScene } from './push-scene.ts';
import { PushWishes, isWanted } from './push-wishes.ts';
import { TellPush } from './tell-push.ts';

/**
 * Reviews what a push brought, where the repository asks for it and no open change has it. Each step may be repeated: what was
 * answered, kept or posted already is taken as it is.
 */
@Injectable()
export class ReviewPush {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly wishes: PushWishes,
    private readonly askReview: AskReview,
    private readonly answers: AnswerRepository,
    private readonly reviews: ReviewRepository,
    private readonly findings: FindingRepository,
    private readonly removedDebt: RemovedDebtRepository,
    private readonly followCommitments: FollowCommitments,
    private readonly commentOnPush: CommentOnPush,
    private readonly setStatus: SetStatus,
    private readonly tellPush: TellPush,
  ) {}

  async run(job: PushJob, { signal, attempts }: Run): Promise<void> {
    const started = performance.now();
    try {
      const scene = await this.#scene(job, signal);
      const outcome = scene && (await this.#review(scene, attempts));
      if (outcome) measureReview(job, outcome, started);
    } catch (error) {
      // A repository or commit that is gone has nobody left to be told.
      if (!(error instanceof Gone)) throw error;
    }
  }

  /** Nobody will try again: the commit says so, instead of waiting for ever. */
  async giveUp(job: PushJob, signal: AbortSignal): Promise<void> {
    const scene = await this.#scene(job, signal);
    if (!scene) return;
    count('reviews', { forge: job.forge, outcome: 'error' });
    if (!scene.visible) return;
    await this.setStatus.run(scene.host, scene.at, {
      status: 'error',
      reason: 'gave-up',
      description: 'The review of this push failed again and again.',
    });
  }

  /** Undefined where nobody wants it, or where a change's review has it. */
  async #scene(job: PushJob, signal: AbortSignal): Promise<PushScene | undefined> {
    const { forge, repository, after } = job;
    const host = this.hosts.of(forge);
    const configuration = await this.wishes.of(host, job, signal);
    if (!isWanted(configuration)) return undefined;
    const changes = await step('read changes', () => host.openChanges(repository, after, { signal }));
    if (changes.some(isReviewed(configuration.drafts, after))) return undefined;
    const key = keyOf(job);
    return {
      ...{ job, host, signal, configuration, key },
      journey: journeyOf(job),
      at: { repository, headSha: after, baseSha: 'HEAD' },
      visible: configuration.pushes === 'comments',
      place: { journey: key, forge, repositoryId: repository.id },
    };
  }

  async #review(scene: PushScene, attempts: number): Promise<ReviewOutcome | undefined> {
    const { key, at } = scene;
    const last = await this.reviews.latest(key);
    const stands = last?.head === at.headSha && !outOfBudget(last.outcome) ? last : undefined;
    const kept = stands ?? (await this.#make(scene, attempts));
    if (!kept) return undefined;
    if (scene.visible) await this.setStatus.run(scene.host, at, kept.outcome.verdict);
    await this.tellPush.run(scene, kept);
    await this.answers.drop(key);
    if (outOfBudget(kept.outcome)) throw new Postponed('A budget is used up.');
    return kept.outcome;
  }

  /** The review as it stands on the forge, or in the journal; undefined where the push brought nothing new. */
  async #make(scene: PushScene, attempts: number): Promise<KeptReview | undefined> {
    const look = await step(
      'read diff',
      () => lookAtPush(scene, this.reviews, this.findings),
      ({ files }) => ({ 'arbiter.files': files.length }),
    );
    await this.#keepRemovedDebt(scene, look);
    if (look.files.length === 0) return undefined;
    const id = stableId('review', scene.key, scene.at.headSha, look.digests.join());
    const known = await this.reviews.find(id);
    const kept = known ?? (await this.#ask(id, scene, look, attempts));
    if (!kept.posted) await step('post', () => this.commentOnPush.run(scene, look, kept, known !== undefined));
    return kept;
  }

  /** What its newest commit shows was read before: promises that it may keep by what it takes out are looked at again. */
  async #keepRemovedDebt({ job }: PushScene, { all }: Look): Promise<void> {
    const removed = await removedDebtIn(all);
    await this.removedDebt.keep(journeyOf(job), removed);
    if (removed.length > 0) await this.followCommitments.again(journeyOf(job));
  }

  /** Asks for the findings, and keeps them before anything is made of them. */
  async #ask(id: string, scene: PushScene, look: Look, attempts: number): Promise<KeptReview> {
    const { host, at, key, signal } = scene;
    if (scene.visible) await this.setStatus.pending(host, at);
    const outcome = await this.askReview.run(id, scene, { files: look.files, change: look.all, said: look.said });
    signal.throwIfAborted();
    await this.askReview.waitWhereItHelps(scene, outcome, attempts);
    const reviewedAt = new Date().toISOString();
    const review = { id, journey: key, head: at.headSha, seen: seenBy(look, outcome), outcome, reviewedAt };
    await this.reviews.store(review);
    return (await this.reviews.find(id)) ?? { ...review, posted: false };
  }
}

/** Whether a change's own review looks at the commit: it is the change's head, and no draft that is left alone. */
const isReviewed =
  (drafts: boolean, sha: string) =>
  ({ draft, headSha }: OpenChange): boolean =>
    headSha === sha && (drafts || !draft);
