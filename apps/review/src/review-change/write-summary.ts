import type { Comment } from '@arbiter/forge';
import { type SummaryFacts, summaryBody, summaryMarkedIn, summaryMarker } from '@arbiter/reviewing';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { KeptReview } from '../persistence/review.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { MuteRules } from './mute-rules.ts';
import type { Scene } from './review-change.ts';

/** A finding that stands on no line, and why. */
export type Fallback = SummaryFacts['fallbacks'][number];

/** Keeps the one comment that sums a change's review up: it is edited from review to review, and never doubled. */
@Injectable()
export class WriteSummary {
  constructor(
    private readonly muteRules: MuteRules,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(scene: Scene, { outcome }: KeptReview, fallbacks: readonly Fallback[]): Promise<void> {
    const { host, change, configuration, job, signal } = scene;
    const body = summaryBody({
      outcome,
      fallbacks,
      head: change.headSha,
      problems: configuration.problems,
      commands: this.config.ARBITER_FOLLOWUP_ENABLED && configuration.configuration.commands !== false,
      learned: await this.muteRules.learned(job),
    });
    const standing = await this.#standing(scene);
    if (standing === undefined) {
      await host.comment(change, { body, marker: SUMMARY_OF_ANY_HEAD }, { signal, mayExist: true });
    } else if (standing.body !== body) await host.editComment(change, standing.id, body, { signal });
  }

  /** Only what we wrote ourselves: anybody can write a marker. */
  async #standing({ host, change, signal }: Scene): Promise<Comment | undefined> {
    const [self, comments] = await Promise.all([host.self(), host.comments(change, { signal })]);
    return comments.find(({ author, body }) => author?.id === self.id && summaryMarkedIn(body) !== undefined);
  }
}

/** The summary of whatever head begins like this. */
const SUMMARY_OF_ANY_HEAD = summaryMarker().replace(/ -->$/, '');
