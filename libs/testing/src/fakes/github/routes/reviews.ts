import { type AnchorFault, type AskedAnchor, anchorFault } from '../anchors.ts';
import type { Call, Serve } from '../call.ts';
import { announceReviewComment } from '../deliveries.ts';
import type { GithubReview, GithubReviewComment } from '../records.ts';
import { lengthOf, notFound, unprocessable } from '../refusal.ts';
import { showReview, showReviewComment } from '../show.ts';

const STATES = { COMMENT: 'COMMENTED', APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED' } as const;

const FIELDS: Readonly<Record<AnchorFault['field'], string>> = {
  path: 'Path',
  line: 'Line',
  side: 'Side',
  start_line: 'Pull request review thread start line',
  start_side: 'Start side',
};

/** Reviews: taken whole, or not at all. */
export function serveReviews(serve: Serve): void {
  serve('pulls/list-reviews', (call) => {
    const { repository, pull } = call;
    const seen = pull.reviews.filter(({ state, user }) => state !== 'PENDING' || user.id === call.caller.user.id);
    return call.page(seen).map((review) => showReview(repository, pull.number, review));
  });

  serve('pulls/create-review', async (call) => {
    const { pull, body, caller, world } = call;
    refuseSecondPending(call);
    const event = body['event'] as keyof typeof STATES | undefined;
    const text = call.text('body');
    const asked = (body['comments'] ?? []) as readonly (AskedAnchor & { readonly body: string })[];
    const commit = (body['commit_id'] as string | undefined) ?? pull.headSha;
    if (!(await isPartOf(call, commit))) throw unprocessable('The commit_id is not part of the pull request');
    if ((event === 'COMMENT' || event === 'REQUEST_CHANGES') && text === '' && asked.length === 0)
      throw unprocessable('Review body can not be blank');
    if ((event === 'APPROVE' || event === 'REQUEST_CHANGES') && pull.user.id === caller.user.id)
      throw unprocessable(`Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`);
    const { files } = await world.diffOf(call.repository, { baseSha: pull.baseSha, headSha: commit });
    const faults = asked.flatMap((comment) => {
      if (comment.body.trim() === '') return ["Body can't be blank"];
      if (lengthOf(comment.body) > 65_536) return ['Body is too long (maximum is 65536 characters)'];
      const fault = anchorFault(files, comment);
      return fault === undefined ? [] : [`${FIELDS[fault.field]} ${fault.message}`];
    });
    if (faults.length > 0) throw unprocessable(...new Set(faults));
    const now = new Date().toISOString();
    const review: GithubReview = {
      id: world.id(),
      user: caller.user,
      body: text,
      state: event === undefined ? 'PENDING' : STATES[event],
      commit_id: commit,
      submitted_at: event === undefined ? null : now,
    };
    pull.reviews.push(review);
    const comments = asked.map((comment) => commentOf(call, comment, comment.body, commit, review.id));
    pull.reviewComments.push(...comments);
    if (event !== undefined)
      for (const comment of comments) announceReviewComment(world, call.repository, pull, comment);
    return showReview(call.repository, pull.number, review);
  });

  serve('pulls/submit-review', (call) => {
    const review = reviewOf(call);
    if (review.state !== 'PENDING') throw unprocessable('Can not submit a review that is not pending');
    review.state = STATES[call.body['event'] as keyof typeof STATES];
    review.submitted_at = new Date().toISOString();
    return showReview(call.repository, call.pull.number, review);
  });

  serve('pulls/delete-pending-review', (call) => {
    const review = reviewOf(call);
    if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review');
    call.pull.reviews.splice(call.pull.reviews.indexOf(review), 1);
    const left = call.pull.reviewComments.filter((comment) => comment.review !== review.id);
    call.pull.reviewComments.splice(0, Infinity, ...left);
    return showReview(call.repository, call.pull.number, review);
  });

  serve('pulls/list-comments-for-review', (call) => {
    const { id } = reviewOf(call);
    return call.page(call.pull.reviewComments.filter(({ review }) => review === id)).map(showReviewComment);
  });
}

/** Whether a commit is the pull request's own: its head, or one on the way there since it left the base. */
export async function isPartOf({ repository: { store }, pull }: Call, commit: string): Promise<boolean> {
  if (commit === pull.headSha) return true;
  if ((await store.resolve(commit)) === undefined) return false;
  const leadsTo = async (tip: string) => (await store.relate(commit, tip))?.mergeBase === commit;
  return (await leadsTo(pull.headSha)) && !(await leadsTo(pull.baseSha));
}

/** Nobody has two reviews that are not submitted; a comment makes one for a moment, too. */
export function refuseSecondPending({ pull, caller }: Call): void {
  const pending = pull.reviews.some(({ state, user }) => state === 'PENDING' && user.id === caller.user.id);
  if (pending) throw unprocessable('User can only have one pending review per pull request');
}

/** A comment in the diff, as it is kept. */
export function commentOf(
  { world, caller }: Call,
  asked: AskedAnchor,
  body: string,
  commit: string,
  review: number,
): GithubReviewComment {
  const now = new Date().toISOString();
  const id = world.id();
  const side = asked.side === 'LEFT' ? 'LEFT' : 'RIGHT';
  const many = asked.start_line !== undefined;
  return {
    id,
    user: caller.user,
    body,
    created_at: now,
    updated_at: now,
    reactions: [],
    path: asked.path,
    commit_id: commit,
    subject_type: asked.line === undefined ? 'file' : 'line',
    line: asked.line ?? null,
    side,
    start_line: asked.start_line ?? null,
    start_side: many ? (asked.start_side === 'LEFT' ? 'LEFT' : asked.start_side === 'RIGHT' ? 'RIGHT' : side) : null,
    review,
    thread: { id: `PRRT_${id}`, resolved: false },
  };
}

function reviewOf(call: Call): GithubReview {
  const id = call.number('review_id');
  const found = call.pull.reviews.find((review) => review.id === id);
  if (found === undefined || (found.state === 'PENDING' && found.user.id !== call.caller.user.id)) throw notFound();
  return found;
}
