import type { FileDiff } from '@arbiter/diff';
import { type CommitLine, Invalid, commitLine } from '@arbiter/forge';
import {
  type Finding,
  type InlinePlacement,
  type Placement,
  commentBody,
  findingMarker,
  fingerprintOf,
  placeFindings,
  summaryBody,
} from '@arbiter/reviewing';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { FindingRepository, type SaidFinding } from '../persistence/finding.repository.ts';
import { type KeptReview, ReviewRepository } from '../persistence/review.repository.ts';
import type { Look } from '../review-change/look-at.ts';
import { saidInSummary } from '../review-change/post-review.ts';
import { MuteRules } from '../review-change/mute-rules.ts';
import type { Fallback } from '../review-change/write-summary.ts';
import type { ReviewConfig } from '../review.config.ts';
import type { PushScene } from './push-scene.ts';

/**
 * Puts a push's review on its newest commit: a comment on each line that this commit's own diff shows, and one comment for
 * all the rest, where there is any. A repetition finds what stands by its markers, and writes nothing twice.
 */
@Injectable()
export class CommentOnPush {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly findings: FindingRepository,
    private readonly muteRules: MuteRules,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(scene: PushScene, look: Look, review: KeptReview, repeated: boolean): Promise<void> {
    const { findings, overflow } = review.outcome;
    const speaks = scene.visible && this.config.ARBITER_POST_COMMENTS;
    const rest = speaks ? await this.#write(scene, look, review, repeated) : [...findings, ...overflow].map(unsaid);
    const below = new Set(rest.map(({ finding }) => finding));
    await this.findings.store(
      { reviewId: review.id, ...scene.place },
      [...findings, ...overflow].map((finding) => toSaid(finding, below.has(finding) ? 'summary' : 'inline')),
    );
    await this.reviews.markPosted(review, scene.place);
  }

  /** @returns what stands on no line, and why */
  async #write(scene: PushScene, look: Look, review: KeptReview, mayExist: boolean): Promise<readonly Fallback[]> {
    const { host, at, signal } = scene;
    const { findings, overflow } = review.outcome;
    const rest: Fallback[] = [];
    const own = findings.length === 0 ? [] : (await host.commitDiff(at.repository, at.headSha, { signal })).files;
    for (const placement of placeFindings(findings, look.all)) {
      const reason = await this.#onLine(scene, placement, { all: look.all, own, mayExist });
      if (reason !== undefined) rest.push({ finding: placement.finding, to: 'summary', reason });
    }
    rest.push(...overflow.map((finding) => ({ finding, to: 'summary' as const, reason: 'too-many' })));
    if (rest.length > 0 || isIncomplete(review)) await this.#sumUp(scene, review, rest, mayExist);
    return rest;
  }

  /** @returns why it does not stand there; undefined where it does */
  async #onLine(
    { host, at, signal }: PushScene,
    placement: Placement,
    {
      all,
      own,
      mayExist,
    }: { readonly all: readonly FileDiff[]; readonly own: readonly FileDiff[]; readonly mayExist: boolean },
  ): Promise<string | undefined> {
    if (placement.to !== 'line') return placement.reason;
    const place = placeOn(own, placement, all);
    if (!place) return 'earlier-commit';
    const { finding } = placement;
    const { fingerprint = fingerprintOf(finding), ruleId } = finding;
    const comment = { body: commentBody(finding), marker: findingMarker({ fingerprint, ruleId }), place };
    try {
      await host.commentOnCommitLine(at.repository, at.headSha, comment, { signal, mayExist });
      return undefined;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return 'rejected';
    }
  }

  async #sumUp(
    { host, job, at, signal }: PushScene,
    { id, outcome }: KeptReview,
    fallbacks: readonly Fallback[],
    mayExist: boolean,
  ): Promise<void> {
    const marker = `<!-- arbiter:review ${id} -->`;
    const learned = await this.muteRules.learned(job);
    const body = `${summaryBody({ outcome, fallbacks, head: at.headSha, commands: false, learned })}\n\n${marker}`;
    await host.commentOnCommit(at.repository, at.headSha, { body, marker }, { signal, mayExist });
  }
}

/** The same line in the commit's own diff. */
function placeOn(
  own: readonly FileDiff[],
  { place }: InlinePlacement,
  all: readonly FileDiff[],
): CommitLine | undefined {
  const { path, last } = place;
  const shown = all
    .filter((file) => file.path === path)
    .flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines))
    .find(({ kind, old, new: now }) => kind === last.kind && (kind === '-' ? old === last.old : now === last.new));
  return shown && commitLine(own, { path, line: last, text: shown.text });
}

/** Something in scope was not looked at, or went wrong. That all of a push is out of scope is nothing to talk about. */
const isIncomplete = ({ outcome: { verdict } }: KeptReview): boolean =>
  verdict.status === 'error' || (verdict.status === 'neutral' && verdict.reason !== 'not-reviewed');

const unsaid = (finding: Finding): Pick<Fallback, 'finding'> => ({ finding });

const toSaid = (finding: Finding, placed: SaidFinding['placed']): Omit<SaidFinding, 'id' | 'fate'> => ({
  ...saidInSummary(finding),
  placed,
});
