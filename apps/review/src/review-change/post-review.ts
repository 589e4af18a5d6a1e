import { type InlineComment, Invalid, type PostedReview } from '@arbiter/forge';
import {
  type Finding,
  type Placement,
  commentBody,
  findingMarker,
  fingerprintOf,
  placeFindings,
  suggestionBlock,
} from '@arbiter/reviewing';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Superseded } from '../jobs/outcomes.ts';
import { FindingRepository, type SaidFinding } from '../persistence/finding.repository.ts';
import { type KeptReview, ReviewRepository } from '../persistence/review.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { journeyOf } from './change-job.ts';
import type { Look } from './look-at.ts';
import { contentAt } from './read-change.ts';
import type { Scene } from './review-change.ts';
import { type Fallback, WriteSummary } from './write-summary.ts';

const shasOf = ({ headSha, baseSha, mergeBaseSha }: Scene['change']) => ({
  head: headSha,
  start: baseSha,
  ...(mergeBaseSha !== undefined && { base: mergeBaseSha }),
});

/** A finding on its way to the forge. */
interface Outgoing {
  readonly placement: Placement;
  readonly fingerprint: string;
  readonly marker: string;
  readonly body: string;
}

/**
 * Puts a review on its change: comments on lines in one review, comments on files, and everything in the one summary.
 * Nothing that was found is lost on the way: what the forge does not take on a line goes to the file, and what it does not
 * take there stands in the summary. A repetition finds what stands by its markers, and writes nothing twice.
 */
@Injectable()
export class PostReview {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly findings: FindingRepository,
    private readonly summary: WriteSummary,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(scene: Scene, look: Look, review: KeptReview, repeated: boolean): Promise<void> {
    const { forge, repository } = scene.job;
    const key = { journey: journeyOf(scene.job), forge, repositoryId: repository.id };
    await this.#sameHead(scene);
    if (this.config.ARBITER_POST_COMMENTS) {
      const outgoing = await this.#place(scene, look, review.outcome.findings);
      const fallbacks = await this.#write(scene, review, outgoing, repeated);
      const overflow = review.outcome.overflow.map((finding) => ({
        finding,
        to: 'summary' as const,
        reason: 'too-many',
      }));
      await this.summary.run(scene, review, [...fallbacks, ...overflow]);
      await this.findings.store({ ...key, reviewId: review.id }, [
        ...outgoing.map(toSaid),
        ...overflow.map(({ finding }) => saidInSummary(finding)),
      ]);
    }
    await this.reviews.markPosted(review, key);
  }

  /** What was found about a head that is not the head any more is not worth saying. */
  async #sameHead({ host, change, signal }: Scene): Promise<void> {
    const { headSha } = await host.change(change, { signal });
    if (headSha !== change.headSha) throw new Superseded();
  }

  async #place(scene: Scene, { all }: Look, findings: readonly Finding[]): Promise<readonly Outgoing[]> {
    const read = contentAt(scene.host, scene.change, scene.signal);
    const paths = [...new Set(findings.filter(({ suggestion }) => suggestion !== undefined).map(({ path }) => path))];
    const contents = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
    const known = new Map(contents.flatMap(([path, content]) => (content === undefined ? [] : [[path, content]])));
    return placeFindings(findings, all, known).map((placement) => outgoing(scene.job.forge, placement));
  }

  /** @returns what stands on no line, and why */
  async #write(
    scene: Scene,
    { id }: KeptReview,
    findings: readonly Outgoing[],
    mayExist: boolean,
  ): Promise<readonly Fallback[]> {
    const { host, change, signal } = scene;
    const inline = findings.flatMap(toInline);
    const { rejected } = await host.postReview(
      change,
      {
        body: '',
        marker: `<!-- arbiter:review ${id} -->`,
        shas: shasOf(change),
        comments: inline.map(({ comment }) => comment),
      },
      { signal, mayExist },
    );
    const refused = refusedBy(
      rejected,
      inline.map(({ from }) => from),
    );
    const others = findings.filter(({ placement }) => placement.to !== 'line');
    const fallbacks: Fallback[] = [];
    for (const each of [...others, ...refused]) fallbacks.push(await this.#fallBack(scene, each, mayExist));
    return fallbacks;
  }

  async #fallBack({ host, change, signal }: Scene, each: Outgoing, mayExist: boolean): Promise<Fallback> {
    const { placement, body, marker } = each;
    const { finding } = placement;
    const reason = placement.to === 'line' ? 'rejected' : placement.reason;
    if (placement.to === 'summary') return { finding, to: 'summary', reason };
    const previous = placement.to === 'line' ? placement.place.previousPath : placement.previousPath;
    const comment = { body, marker, path: finding.path, ...(previous !== undefined && { previousPath: previous }) };
    try {
      await host.commentOnFile(change, shasOf(change), comment, { signal, mayExist });
      return { finding, to: 'file', reason };
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return { finding, to: 'summary', reason: 'rejected' };
    }
  }
}

function outgoing(forge: Scene['job']['forge'], placement: Placement): Outgoing {
  const { finding } = placement;
  const fingerprint = finding.fingerprint ?? fingerprintOf(finding);
  const suggestion = placement.to === 'line' ? placement.suggestion : undefined;
  const block = suggestion && suggestionBlock(forge, suggestion);
  const marker = findingMarker({ fingerprint, ruleId: finding.ruleId });
  return { placement, fingerprint, marker, body: commentBody(finding, block) };
}

const toInline = (from: Outgoing): { from: Outgoing; comment: InlineComment }[] =>
  from.placement.to === 'line'
    ? [{ from, comment: { body: from.body, marker: from.marker, place: from.placement.place } }]
    : [];

const refusedBy = (rejected: PostedReview['rejected'], inline: readonly Outgoing[]): Outgoing[] =>
  rejected.flatMap(({ index }) => inline[index] ?? []);

const toSaid = ({ placement, fingerprint }: Outgoing): Omit<SaidFinding, 'id' | 'fate'> => ({
  ...saidInSummary(placement.finding),
  fingerprint,
  placed: placement.to === 'line' ? 'inline' : placement.to,
});

export const saidInSummary = (finding: Finding): Omit<SaidFinding, 'id' | 'fate'> => {
  const { ruleId, path, severity, message, quote, side, fingerprint = fingerprintOf(finding) } = finding;
  const about = quote === undefined ? {} : { quote, side };
  return { fingerprint, ruleId, path, severity, message, placed: 'summary', ...about };
};
