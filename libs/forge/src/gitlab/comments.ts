import type { ChangeAddress, RepositoryAddress } from '../api/change.ts';
import type { CallOptions, WriteOptions } from '../api/code-host.ts';
import {
  type Comment,
  type CommitLine,
  type Marked,
  type Reaction,
  type ReactionName,
  REACTIONS,
} from '../api/comments.ts';
import { Gone, Invalid } from '../api/forge.errors.ts';
import { type GitlabSession, pathOf, projectOf } from './session.ts';
import { commentOf, EMOJI, type ShownDiscussion, type ShownNote, userOf } from './shapes.ts';

/** Every note, oldest first: also those of discussions in the diff, without GitLab's own. */
export async function listNotes(
  session: GitlabSession,
  { repository, number }: ChangeAddress,
  options: CallOptions,
): Promise<readonly ShownNote[]> {
  const all = await session.all(options, (paging) =>
    session.api.MergeRequestNotes.all(projectOf(repository), number, { ...paging, sort: 'asc', orderBy: 'created_at' }),
  );
  return (all as unknown as readonly ShownNote[]).filter(({ system }) => !system);
}

/** What stands beside the diff. */
export async function listComments(
  session: GitlabSession,
  address: ChangeAddress,
  options: CallOptions,
): Promise<readonly Comment[]> {
  return (await listNotes(session, address, options)).filter(({ type }) => type !== 'DiffNote').map(commentOf);
}

export function comment(
  session: GitlabSession,
  address: ChangeAddress,
  { body, marker }: Marked,
  options: WriteOptions,
): Promise<Comment> {
  return session.once(
    options,
    async () => commentOf((await session.post(options, `${pathOf(address)}/notes`, { body })) as ShownNote),
    async () => (await listComments(session, address, options)).findLast((known) => known.body.includes(marker)),
  );
}

export function editComment(
  session: GitlabSession,
  { repository, number }: ChangeAddress,
  id: string,
  body: string,
  options: CallOptions,
): Promise<Comment> {
  return session.ask(options, async () => {
    const note: unknown = await session.api.MergeRequestNotes.edit(projectOf(repository), number, Number(id), { body });
    return commentOf(note as ShownNote);
  });
}

export async function deleteComment(
  session: GitlabSession,
  { repository, number }: ChangeAddress,
  id: string,
  options: CallOptions,
): Promise<void> {
  try {
    await session.ask(options, () => session.api.MergeRequestNotes.remove(projectOf(repository), number, Number(id)));
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
}

export async function listReactions(
  session: GitlabSession,
  { repository, number }: ChangeAddress,
  noteId: string,
  options: CallOptions,
): Promise<readonly Reaction[]> {
  const all = await session.all(options, (paging) =>
    session.api.MergeRequestNoteAwardEmojis.all(projectOf(repository), number, Number(noteId), paging),
  );
  return all.flatMap((emoji) => {
    const name = REACTIONS.find((known) => EMOJI[known] === emoji.name);
    return name === undefined ? [] : [{ name, user: userOf(emoji.user) }];
  });
}

/** GitLab answers 404 to a second one, with the same words as to a note that is gone; so the list is asked. */
export async function react(
  session: GitlabSession,
  address: ChangeAddress,
  noteId: string,
  reaction: ReactionName,
  options: CallOptions,
): Promise<void> {
  try {
    await session.post(options, `${pathOf(address)}/notes/${noteId}/award_emoji`, { name: EMOJI[reaction] });
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    await listReactions(session, address, noteId, options);
  }
}

export async function listCommitComments(
  session: GitlabSession,
  repository: RepositoryAddress,
  sha: string,
  options: CallOptions,
): Promise<readonly Comment[]> {
  const all = await session.all(options, (paging) =>
    session.api.CommitDiscussions.all(projectOf(repository), sha, paging),
  );
  return (all as unknown as readonly ShownDiscussion[]).flatMap(({ notes }) => notes).map(commentOf);
}

export function commentOnCommit(
  session: GitlabSession,
  repository: RepositoryAddress,
  sha: string,
  { body, marker }: Marked,
  options: WriteOptions,
): Promise<Comment> {
  const path = `${commitPath(repository, sha)}/discussions`;
  return session.once(
    options,
    async () => {
      const { notes } = (await session.post(options, path, { body })) as ShownDiscussion;
      const [note] = notes;
      if (note === undefined) throw new TypeError('a discussion without notes');
      return commentOf(note);
    },
    async () =>
      (await listCommitComments(session, repository, sha, options)).findLast((known) => known.body.includes(marker)),
  );
}

/**
 * GitLab finds the line by its kind and the counter of the new side, of removed lines as well.
 * @throws Invalid for an unchanged line: GitLab would put the comment on the commit as a whole, without saying where
 */
export async function commentOnCommitLine(
  session: GitlabSession,
  repository: RepositoryAddress,
  sha: string,
  { body, marker, place: { path, line } }: Marked & { readonly place: CommitLine },
  options: WriteOptions,
): Promise<void> {
  if (line.kind === ' ') throw new Invalid('gitlab', 400, 'a comment on a commit stands on a changed line');
  const place = { path, line: line.new, line_type: line.kind === '+' ? 'new' : 'old' };
  await session.once(
    options,
    () => session.post(options, `${commitPath(repository, sha)}/comments`, { note: body, ...place }),
    async () => (await listCommitComments(session, repository, sha, options)).find((one) => one.body.includes(marker)),
  );
}

const commitPath = (repository: RepositoryAddress, sha: string): string =>
  `projects/${encodeURIComponent(projectOf(repository))}/repository/commits/${sha}`;
