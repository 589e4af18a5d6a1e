import { githubFileComment, githubReview, gitlabDiscussion } from '@arbiter/forge/payloads';
import type { Shas } from './options.ts';
import { commentOn, summaryOf } from './texts.ts';
import type { Reviewed } from './reviewed.ts';

const NO_SHAS: Shas = { base: '0'.repeat(40), start: '0'.repeat(40), head: '0'.repeat(40) };

/** What would be posted, letter by letter: the bodies of the forge's calls. */
export function payloadOf(forge: 'github' | 'gitlab', reviewed: Reviewed, shas: Shas | undefined): object {
  const onLines = reviewed.placements.filter((placement) => placement.to === 'line');
  const onFiles = reviewed.placements.filter((placement) => placement.to === 'file');
  const inline = onLines.map((placement) => ({ body: commentOn(placement, forge), place: placement.place }));
  const whole = onFiles.map((placement) => ({ body: commentOn(placement, forge), path: placement.finding.path }));
  const summary = { body: summaryOf(reviewed, shas?.head) };
  if (forge === 'gitlab') {
    const discussions = inline.map((comment) => gitlabDiscussion(comment, shas ?? NO_SHAS));
    return { forge, discussions, notes: whole.map(({ body }) => ({ body })), summary };
  }
  const head = shas === undefined ? {} : { head: shas.head };
  const fileComments = whole.map((comment) => githubFileComment(comment, head));
  return { forge, review: githubReview({ body: '', comments: inline }, head), fileComments, summary };
}
