import { createHash } from 'node:crypto';
import type { GitlabCall, ServeGitlab } from '../call.ts';
import { announceNote } from '../deliveries.ts';
import { lineCodeOf } from '../positions.ts';
import { obey } from '../quick-actions.ts';
import type { GitlabDiscussion, GitlabNote, GitlabPosition } from '../records.ts';
import { GitlabRefusal, badNote, missing, wrongParameter } from '../refusal.ts';
import { showDiscussion, showNote } from '../show.ts';

const ALL = '/projects/:id/merge_requests/:iid/discussions';

/** Discussions, in the diff and beside it. */
export function serveDiscussions(serve: ServeGitlab): void {
  serve(`GET ${ALL}`, {}, (call) => call.page(call.mergeRequest.discussions).map(showDiscussion));

  serve(`POST ${ALL}`, { body: 'text', position: 'object?' }, async (call) => {
    const { project, mergeRequest, world } = call;
    const position = call.given['position'] === undefined ? undefined : positionOf(call.given['position']);
    const files = position && (await world.diffOf(project, position)).files;
    const code = position && files && lineCodeOf(mergeRequest.versions, files, position);
    const body = wordsOf(call);
    if (body === '') return commandsOnly(call);
    const note: GitlabNote = {
      ...noteOf(call, position ? 'DiffNote' : 'DiscussionNote', body),
      ...(position && { position }),
      ...(code !== undefined && { line_code: code }),
    };
    const discussion = newDiscussion(call, note, false);
    mergeRequest.discussions.push(discussion);
    announceNote(world, project, mergeRequest, note);
    return showDiscussion(discussion);
  });

  serve(`PUT ${ALL}/:discussion`, { resolved: 'flag' }, (call) => {
    const discussion = discussionOf(call);
    // Whoever may develop, and whose merge request it is.
    if (call.mergeRequest.author.id !== call.user.id) call.needs(30);
    if (discussion.individual_note)
      throw new GitlabRefusal(400, { message: '400 Bad request - discussion is not resolvable' });
    discussion.resolved = String(call.given['resolved']) === 'true';
    return showDiscussion(discussion);
  });

  serve(`POST ${ALL}/:discussion/notes`, { body: 'text' }, (call) => {
    const discussion = discussionOf(call);
    const body = wordsOf(call);
    if (body === '') return commandsOnly(call);
    const [first] = discussion.notes;
    const position = first?.position;
    const type = position ? 'DiffNote' : 'DiscussionNote';
    const note: GitlabNote = { ...noteOf(call, type, body), ...(position && { position }) };
    discussion.notes.push(note);
    announceNote(call.world, call.project, call.mergeRequest, note);
    return showNote(note, discussion.resolved);
  });
}

const LONGEST = 1_000_000;

/** The note's text without the orders in it, which are obeyed. */
export function wordsOf(call: GitlabCall): string {
  const body = call.text('body');
  if (body.trim() === '') throw badNote('note', "can't be blank");
  if (body.length > LONGEST) throw badNote('note', `is too long (maximum is ${LONGEST} characters)`);
  return obey(call.mergeRequest, body);
}

/** A note of nothing but orders is none. */
export function commandsOnly(call: GitlabCall) {
  call.status(202);
  return { commands_changes: {}, summary: call.mergeRequest.quickActions.slice(-1) };
}

export function noteOf({ world, user }: GitlabCall, type: GitlabNote['type'], body: string): GitlabNote {
  const now = new Date().toISOString();
  return { id: world.id(), type, body, author: user, created_at: now, updated_at: now, system: false, emojis: [] };
}

export function newDiscussion({ world }: GitlabCall, note: GitlabNote, individual: boolean): GitlabDiscussion {
  const id = createHash('sha1').update(String(world.id())).digest('hex');
  return { id, individual_note: individual, resolved: false, notes: [note] };
}

function discussionOf(call: GitlabCall): GitlabDiscussion {
  const found = call.mergeRequest.discussions.find(({ id }) => id === call.path('discussion'));
  if (found === undefined) throw missing('Discussion');
  return found;
}

const FIELDS = new Set([
  ...[
    'position_type',
    'base_sha',
    'start_sha',
    'head_sha',
    'old_path',
    'new_path',
    'old_line',
    'new_line',
    'line_range',
  ],
]);
const NEEDED = ['base_sha', 'start_sha', 'head_sha', 'position_type'];

function positionOf(given: unknown): GitlabPosition {
  const fields = given as Readonly<Record<string, unknown>>;
  const absent = NEEDED.filter((name) => fields[name] === undefined);
  if (absent.length > 0) throw wrongParameter(absent.map((name) => `position[${name}] is missing`).join(', '));
  const strange = Object.keys(fields).find((name) => !FIELDS.has(name));
  if (strange !== undefined) throw wrongParameter(`position[${strange}] is unknown`);
  const type = fields['position_type'];
  if (type !== 'text' && type !== 'file') throw wrongParameter('position[position_type] does not have a valid value');
  return fields as unknown as GitlabPosition;
}
