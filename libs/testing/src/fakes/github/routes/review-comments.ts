import { type AskedAnchor, anchorFault } from '../anchors.ts';
import type { Call, Serve } from '../call.ts';
import { announceReviewComment } from '../deliveries.ts';
import type { GithubReview } from '../records.ts';
import { Refusal, invalidComment, notFound } from '../refusal.ts';
import { showReviewComment } from '../show.ts';
import { commentOf, isPartOf } from './reviews.ts';

/** Comments in the diff, each by itself. */
export function serveReviewComments(serve: Serve): void {
  serve('pulls/list-review-comments', (call) => {
    const { pull, caller } = call;
    const hidden = new Set(
      pull.reviews.filter(({ state, user }) => state === 'PENDING' && user.id !== caller.user.id).map(({ id }) => id),
    );
    return call.page(pull.reviewComments.filter(({ review }) => !hidden.has(review))).map(showReviewComment);
  });

  serve('pulls/create-review-comment', async (call) => {
    const { pull, body, world, repository } = call;
    refusePending(call);
    const asked = body as unknown as AskedAnchor & { readonly commit_id: string; readonly subject_type?: string };
    if (!(await isPartOf(call, asked.commit_id)))
      throw invalidComment('commit_id', 'commit_id is not part of the pull request');
    const { files } = await world.diffOf(repository, { baseSha: pull.baseSha, headSha: asked.commit_id });
    const onFile = asked.subject_type === 'file';
    const known = files.some(({ path }) => path === asked.path);
    const fault = !onFile
      ? anchorFault(files, asked)
      : known
        ? undefined
        : { field: 'path', message: 'could not be resolved' };
    if (fault) throw invalidComment(`pull_request_review_thread.${fault.field}`, fault.message);
    if (onFile && asked.line !== undefined) throw invalidComment('line', 'line is not allowed on a file comment');
    const review = oneCommentReview(call, asked.commit_id);
    const text = call.text('body');
    if (text.trim() === '') throw invalidComment('body', "body can't be blank");
    const comment = commentOf(call, onFile ? { path: asked.path } : asked, text, asked.commit_id, review.id);
    pull.reviews.push(review);
    pull.reviewComments.push(comment);
    announceReviewComment(world, repository, pull, comment);
    call.status(201);
    return showReviewComment(comment);
  });

  serve('pulls/create-reply-for-review-comment', (call) => {
    const { pull } = call;
    refusePending(call);
    const first = pull.reviewComments.find(({ id }) => id === call.number('comment_id'));
    if (first === undefined) throw notFound();
    if (first.in_reply_to_id !== undefined) throw invalidComment('in_reply_to', 'is not the first comment of a thread');
    const review = oneCommentReview(call, first.commit_id);
    const now = new Date().toISOString();
    const { caller, world } = call;
    if (call.text('body').trim() === '') throw invalidComment('body', "body can't be blank");
    const told = { id: world.id(), user: caller.user, body: call.text('body'), created_at: now, updated_at: now };
    const reply = { ...first, ...told, reactions: [], review: review.id, in_reply_to_id: first.id };
    pull.reviews.push(review);
    pull.reviewComments.push(reply);
    announceReviewComment(world, call.repository, pull, reply);
    call.status(201);
    return showReviewComment(reply);
  });
}

/** A comment by itself comes with a review of its own, without words. */
const oneCommentReview = ({ world, caller }: Call, commit: string): GithubReview => ({
  id: world.id(),
  user: caller.user,
  body: '',
  state: 'COMMENTED',
  commit_id: commit,
  submitted_at: new Date().toISOString(),
});

function refusePending({ pull, caller }: Call): void {
  if (!pull.reviews.some(({ state, user }) => state === 'PENDING' && user.id === caller.user.id)) return;
  const message = 'user_id can only have one pending review per pull request';
  throw new Refusal(422, 'Validation Failed', [
    { resource: 'PullRequestReview', code: 'custom', field: 'user_id', message },
  ]);
}
