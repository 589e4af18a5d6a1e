import type { FileComment, InlineComment } from '@arbiter/forge';
import type { Placement } from '@arbiter/reviewing';
import type { Reviewed } from '../reviewed.ts';
import { commentOn, summaryOf } from '../texts.ts';
import type { OpenChange } from './open-change.ts';

/** By it our summary is found again. The running system's own is another one: a step of a pipeline never edits that. */
const SUMMARY = '<!-- arbiter:step v1 -->';

/** What became of a review on its forge. */
export interface Posted {
  readonly inline: number;
  readonly onFiles: number;
}

/**
 * Posts a review: comments on lines as one review, what the forge would not take there and what stands on no line on its
 * file, and one summary that is edited from run to run. What was said before is not said again.
 */
export async function post({ host, change, shas }: OpenChange, reviewed: Reviewed): Promise<Posted> {
  const onLines = reviewed.placements.filter((placement) => placement.to === 'line');
  const onFiles = reviewed.placements.filter((placement) => placement.to === 'file');
  const comments = onLines.map((placement): InlineComment => ({
    ...marked(placement, host.forge),
    place: placement.place,
  }));
  const { posted, rejected } = await host.postReview(change, { body: '', marker: SUMMARY, shas, comments });
  const refused = rejected.flatMap(({ index }) => onLines[index] ?? []);
  for (const placement of [...onFiles, ...refused]) {
    await host.commentOnFile(change, shas, fileComment(placement, host.forge));
  }
  await postSummary({ host, change }, `${SUMMARY}\n${summaryOf(reviewed, undefined, { commands: false })}`);
  return { inline: posted.length, onFiles: onFiles.length + refused.length };
}

function marked(placement: Placement, forge: 'github' | 'gitlab'): { readonly body: string; readonly marker: string } {
  const body = commentOn(placement, forge);
  return { body, marker: body.slice(body.lastIndexOf('<!-- arbiter:')) };
}

function fileComment(
  placement: Exclude<Placement, { readonly to: 'summary' }>,
  forge: 'github' | 'gitlab',
): FileComment {
  const { previousPath } = placement.to === 'line' ? placement.place : placement;
  const { path } = placement.finding;
  return { ...marked(placement, forge), path, ...(previousPath !== undefined && { previousPath }) };
}

async function postSummary({ host, change }: Pick<OpenChange, 'host' | 'change'>, body: string): Promise<void> {
  const [self, comments] = await Promise.all([host.self(), host.comments(change)]);
  const known = comments.findLast((comment) => comment.author?.id === self.id && comment.body.startsWith(SUMMARY));
  if (known === undefined) await host.comment(change, { body, marker: SUMMARY });
  else if (known.body !== body) await host.editComment(change, known.id, body);
}
