import type { JourneyKey } from '@arbiter/contracts';
import type { Change, CodeHost } from '@arbiter/forge';
import { ModelRouter } from '@arbiter/llm';
import { type Configuration, type ReviewOutcome, type ReviewRequest, reviewDiff } from '@arbiter/reviewing';
import { CONFIG, Postponed } from '@arbiter/service';
import { step } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { KeptAnswers } from '../models/kept-answers.ts';
import { AnswerRepository } from '../persistence/answer.repository.ts';
import type { ReviewedKey } from '../persistence/review.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import type { ChangeJob } from './change-job.ts';
import { ModelsFailed } from './models-failed.ts';
import { MuteRules } from './mute-rules.ts';
import { contentAt, readGuides, readMarks } from './read-change.ts';
import { SetStatus } from './set-status.ts';
import { TellReview } from './tell-review.ts';

/** Pause while no model can be reached: that is no failed attempt, and it ends, seconds. */
const OUTAGE = 10;

/** What is reviewed: a change as it stands at one head, or what a push brought. */
export interface Subject {
  readonly job: Pick<ChangeJob, 'forge' | 'repository' | 'author'>;
  readonly host: CodeHost;
  readonly signal: AbortSignal;
  /** Whose costs they are. */
  readonly journey: JourneyKey;
  /** What is said and looked at is kept under this name. */
  readonly key: ReviewedKey;
  /** The head that is looked at, and the base that speaks for it. */
  readonly at: Pick<Change, 'repository' | 'headRepository' | 'headSha' | 'baseSha'>;
  readonly configuration: Configuration;
  /** Whether its status is set where the operator wants one. */
  readonly visible: boolean;
}

/** Asks for the findings about a subject, and says whether their faults are worth waiting. */
@Injectable()
export class AskReview {
  constructor(
    private readonly models: ModelRouter,
    private readonly answers: AnswerRepository,
    private readonly muteRules: MuteRules,
    private readonly setStatus: SetStatus,
    private readonly tellReview: TellReview,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** @param id names the review whose caps hold over all its calls */
  async run(
    id: string,
    subject: Subject,
    what: Pick<ReviewRequest, 'files' | 'change' | 'said' | 'title' | 'description'>,
  ): Promise<ReviewOutcome> {
    const { job, host, at, key, signal } = subject;
    const configuration = await this.muteRules.run(job, subject.configuration);
    const { team, department } = job.author ?? {};
    return step(
      'ask',
      async () =>
        reviewDiff(
          {
            ...what,
            key: `${key}/${at.headSha}`,
            configuration,
            guides: configuration.guides ? await readGuides(host, at, signal) : [],
            marked: await readMarks(host, at, signal),
            contentOf: contentAt(host, at, signal),
            account: {
              subject: {
                ...(team !== undefined && { team }),
                ...(department !== undefined && { department }),
                repository: { forge: job.forge, id: job.repository.id },
              },
              repository: job.repository.name,
              review: id,
            },
          },
          { models: new KeptAnswers(this.models, this.answers, key), signal },
        ),
      ({ coverage, costUsd, findings }) => ({
        'arbiter.hunks': coverage.hunks,
        'arbiter.hunks.reviewed': coverage.reviewedHunks,
        'arbiter.findings': findings.length,
        'arbiter.cost.usd': costUsd,
      }),
    );
  }

  /**
   * A fault that may pass: the status says so, and the same is tried again; what was answered is kept. A budget that is used
   * up before anything was looked at is waited for.
   * @throws Postponed, ModelsFailed
   */
  async waitWhereItHelps(subject: Subject, outcome: ReviewOutcome, attempts: number): Promise<void> {
    const { faults, coverage, verdict } = outcome;
    const isSpent = outOfBudget(outcome);
    const mayPass = attempts < this.config.ARBITER_WORKER_RETRY_ATTEMPTS && faults.some(({ retryable }) => retryable);
    if (isSpent ? coverage.reviewedHunks > 0 : !mayPass) return;
    await this.tellReview.usages(subject, outcome);
    if (subject.visible) await this.setStatus.waiting(subject.host, subject.at, verdict);
    if (isSpent) throw new Postponed('A budget is used up.');
    if (faults.every(({ reason }) => reason === 'model-down'))
      throw new Postponed('No model answers.', inSeconds(OUTAGE));
    throw new ModelsFailed(faults.map(({ reason }) => reason));
  }
}

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** A budget that is used up starts again: what is left is looked at then. */
export const outOfBudget = ({ faults }: ReviewOutcome): boolean => faults.some(({ reason }) => reason === 'budget');
