import type { Call, Serve } from '../call.ts';
import { announceComment } from '../deliveries.ts';
import type { GithubComment } from '../records.ts';
import { commitLineAt } from '../commit-lines.ts';
import { Refusal, notFound } from '../refusal.ts';
import { showComment, showCommitComment, showReaction } from '../show.ts';

/** Comments on the conversation of a pull request and on commits, and reactions. */
export function serveComments(serve: Serve): void {
  serve('issues/list-comments', (call) => call.page(call.pull.comments).map(showComment));

  serve('issues/create-comment', (call) => {
    const comment = newComment(call);
    call.pull.comments.push(comment);
    announceComment(call.world, call.repository, call.pull, comment);
    call.status(201);
    return showComment(comment);
  });

  serve('issues/update-comment', (call) => {
    const { comment } = find(call);
    refuseStrangers(call, comment);
    comment.body = wordsOf(call);
    comment.updated_at = new Date().toISOString();
    return showComment(comment);
  });

  serve('issues/delete-comment', (call) => {
    const { comment, among } = find(call);
    refuseStrangers(call, comment);
    among.splice(among.indexOf(comment), 1);
  });

  serve('reactions/list-for-issue-comment', (call) => call.page(find(call).comment.reactions).map(showReaction));
  serve('reactions/create-for-issue-comment', (call) => react(call, find(call).comment));
  serve('reactions/list-for-pull-request-review-comment', (call) =>
    call.page(inDiff(call).reactions).map(showReaction),
  );
  serve('reactions/create-for-pull-request-review-comment', (call) => react(call, inDiff(call)));

  serve('repos/list-comments-for-commit', (call) =>
    call
      .page(call.repository.commitComments.filter(({ commit_id: sha }) => sha === call.path['commit_sha']))
      .map(showCommitComment),
  );

  serve('repos/create-commit-comment', async (call) => {
    const sha = await call.repository.store.resolve(String(call.path['commit_sha']));
    if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${String(call.path['commit_sha'])}`);
    const { files } = await call.world.diffOfCommit(call.repository, sha);
    const comment = { ...newComment(call), commit_id: sha, ...commitLineAt(files, call.body) };
    call.repository.commitComments.push(comment);
    call.status(201);
    return showCommitComment(comment);
  });
}

function newComment(call: Call): GithubComment {
  const now = new Date().toISOString();
  const { world, caller } = call;
  return { id: world.id(), user: caller.user, body: wordsOf(call), created_at: now, updated_at: now, reactions: [] };
}

function wordsOf(call: Call): string {
  const text = call.text('body');
  if (text.trim() !== '') return text;
  throw new Refusal(422, 'Validation Failed', [
    { resource: 'IssueComment', code: 'missing_field', field: 'body', message: "body can't be blank" },
  ]);
}

function find(call: Call): { readonly comment: GithubComment; readonly among: GithubComment[] } {
  for (const { comments } of call.repository.pulls.values()) {
    const comment = comments.find(({ id }) => id === call.number('comment_id'));
    if (comment !== undefined) return { comment, among: comments };
  }
  throw notFound();
}

function inDiff(call: Call): GithubComment {
  const all = [...call.repository.pulls.values()].flatMap(({ reviewComments }) => reviewComments);
  const found = all.find(({ id }) => id === call.number('comment_id'));
  if (found === undefined) throw notFound();
  return found;
}

function refuseStrangers({ caller, repository }: Call, { user }: GithubComment): void {
  const may = ['write', 'maintain', 'admin'].includes(repository.permissions[caller.user.login] ?? 'read');
  if (user.id !== caller.user.id && !may) throw new Refusal(403, 'Must have write access to the repository');
}

/** The same reaction twice is one, answered 200. */
function react(call: Call, { reactions }: GithubComment) {
  const content = String(call.body['content']);
  const known = reactions.find((reaction) => reaction.user.id === call.caller.user.id && reaction.content === content);
  if (known !== undefined) return showReaction(known);
  const reaction = { id: call.world.id(), user: call.caller.user, content };
  reactions.push(reaction);
  call.status(201);
  return showReaction(reaction);
}
