import type { Change, ChangeAddress } from '../api/change.ts';
import type { CallOptions, WriteOptions } from '../api/code-host.ts';
import type { Comment, DiffShas, FileComment, Marked, PostedReview, ReviewToPost, Thread } from '../api/comments.ts';
import { Invalid } from '../api/forge.errors.ts';
import { gitlabDiscussion } from '../payloads/gitlab-discussion.ts';
import { readMergeRequest } from './change.ts';
import { comment, listNotes } from './comments.ts';
import { type GitlabSession, pathOf, projectOf } from './session.ts';
import { commentOf, type ShownDiscussion, type ShownNote } from './shapes.ts';

/** Every conversation in the diff. */
export async function listThreads(
  session: GitlabSession,
  address: ChangeAddress,
  options: CallOptions,
): Promise<readonly Thread[]> {
  const all = await session.all(options, (paging) =>
    session.api.MergeRequestDiscussions.all(projectOf(address.repository), address.number, paging),
  );
  const { change } = await readMergeRequest(session, address, options);
  return (all as unknown as readonly ShownDiscussion[]).flatMap((discussion) => threadOf(discussion, change));
}

function threadOf({ id, notes }: ShownDiscussion, { headSha }: Change): readonly Thread[] {
  const [first] = notes;
  const position = first?.position;
  if (first === undefined || position === undefined) return [];
  const line = position.new_line ?? position.old_line;
  return [
    {
      id,
      path: position.new_path,
      resolved: first.resolved ?? false,
      // GitLab moves a position along with the head for as long as its lines are there.
      outdated: position.head_sha !== headSha,
      ...(line !== null && line !== undefined && { line }),
      comments: notes.filter(({ system }) => !system).map(commentOf),
    },
  ];
}

/**
 * Posts the comments as discussions, one by one, and then the words as a note. What GitLab does not take is told with its words.
 */
export async function postReview(
  session: GitlabSession,
  address: ChangeAddress,
  review: ReviewToPost,
  options: WriteOptions,
): Promise<PostedReview> {
  const known = options.mayExist === true ? await listNotes(session, address, options) : [];
  const shas = await allShas(session, address, review.shas, options);
  const posted: { index: number; id: string }[] = [];
  const rejected: { index: number; reason: string }[] = [];
  for (const [index, inline] of review.comments.entries()) {
    const before = known.findLast(({ body }) => body.includes(inline.marker));
    const words = { ...gitlabDiscussion(inline, shas), marker: inline.marker };
    try {
      const { id } = before ?? (await discuss(session, address, words, { ...options, mayExist: false }));
      posted.push({ index, id: String(id) });
    } catch (error) {
      if (!(error instanceof Invalid) || error.status !== 400) throw error;
      rejected.push({ index, reason: error.words });
    }
  }
  if (review.body !== '') await comment(session, address, review, options);
  return { posted, rejected };
}

/** GitLab wants all three commits of the version: those that are not given are those of the merge request. */
async function allShas(
  session: GitlabSession,
  address: ChangeAddress,
  { head, start, base }: DiffShas,
  options: CallOptions,
): Promise<Required<DiffShas>> {
  if (start !== undefined && base !== undefined) return { head, start, base };
  const { change } = await readMergeRequest(session, address, options);
  return { head, start: start ?? change.baseSha, base: base ?? change.mergeBaseSha ?? change.baseSha };
}

/** Begins a discussion. */
function discuss(
  session: GitlabSession,
  address: ChangeAddress,
  { body, marker, position }: Marked & { readonly position?: object },
  options: WriteOptions,
): Promise<{ readonly id: number }> {
  return session.once(
    options,
    async () => {
      const asked = { body, ...(position && { position }) };
      const { notes } = (await session.post(options, `${pathOf(address)}/discussions`, asked)) as ShownDiscussion;
      const [note] = notes;
      if (note === undefined) throw new TypeError('a discussion without notes');
      return note;
    },
    async () => (await listNotes(session, address, options)).findLast((note) => note.body.includes(marker)),
  );
}

/** On the file as a whole; a GitLab before 16.4 has no such place, and gets it beside the diff. */
export async function commentOnFile(
  session: GitlabSession,
  address: ChangeAddress,
  shas: DiffShas,
  { path, previousPath = path, body, marker }: FileComment,
  options: WriteOptions,
): Promise<{ readonly id: string }> {
  const { head, start, base } = await allShas(session, address, shas, options);
  const commits = { base_sha: base, start_sha: start, head_sha: head };
  const position = { position_type: 'file', ...commits, old_path: previousPath, new_path: path };
  try {
    return { id: String((await discuss(session, address, { body, marker, position }, options)).id) };
  } catch (error) {
    if (!(error instanceof Invalid) || error.status !== 400) throw error;
    return { id: String((await discuss(session, address, { body, marker }, options)).id) };
  }
}

export function reply(
  session: GitlabSession,
  address: ChangeAddress,
  { id }: Thread,
  { body, marker }: Marked,
  options: WriteOptions,
): Promise<Comment> {
  return session.once(
    options,
    async () => {
      const path = `${pathOf(address)}/discussions/${encodeURIComponent(id)}/notes`;
      return commentOf((await session.post(options, path, { body })) as ShownNote);
    },
    async () => {
      const note = (await listNotes(session, address, options)).findLast((known) => known.body.includes(marker));
      return note && commentOf(note);
    },
  );
}

export async function setResolved(
  session: GitlabSession,
  { repository, number }: ChangeAddress,
  id: string,
  resolved: boolean,
  options: CallOptions,
): Promise<void> {
  await session.ask(options, () =>
    session.api.MergeRequestDiscussions.resolve(projectOf(repository), number, id, resolved),
  );
}
