import type { GitlabCall, ServeGitlab } from '../call.ts';
import { announceNote } from '../deliveries.ts';
import type { GitlabDiscussion, GitlabNote } from '../records.ts';
import { GitlabRefusal, missing } from '../refusal.ts';
import { showEmoji, showNote } from '../show.ts';
import { commandsOnly, newDiscussion, noteOf, wordsOf } from './discussions.ts';

const ALL = '/projects/:id/merge_requests/:iid/notes';
const EMOJIS = `${ALL}/:note/award_emoji` as const;

/** Notes by themselves, and what people stick on them. */
export function serveNotes(serve: ServeGitlab): void {
  serve(`GET ${ALL}`, { activity_filter: 'text?' }, (call) => {
    const all = call.mergeRequest.discussions.flatMap(({ notes, resolved }) =>
      notes.map((note) => showNote(note, resolved)),
    );
    const up = call.given['sort'] === 'asc';
    return call.page(all.sort((one, other) => (up ? one.id - other.id : other.id - one.id)));
  });

  serve(`POST ${ALL}`, { body: 'text', internal: 'flag?' }, (call) => {
    const body = wordsOf(call);
    if (body === '') return commandsOnly(call);
    const note = noteOf(call, null, body);
    call.mergeRequest.discussions.push(newDiscussion(call, note, true));
    announceNote(call.world, call.project, call.mergeRequest, note);
    return showNote(note, false);
  });

  serve(`PUT ${ALL}/:note`, { body: 'text' }, (call) => {
    const { note } = find(call);
    refuseStrangers(call, note);
    note.body = wordsOf(call);
    note.updated_at = new Date().toISOString();
    return showNote(note, false);
  });

  serve(`DELETE ${ALL}/:note`, {}, (call) => {
    const { note, discussion } = find(call);
    refuseStrangers(call, note);
    discussion.notes.splice(discussion.notes.indexOf(note), 1);
    const { discussions } = call.mergeRequest;
    if (discussion.notes.length === 0) discussions.splice(discussions.indexOf(discussion), 1);
  });

  serve(`GET ${EMOJIS}`, {}, (call) => call.page(find(call).note.emojis).map(showEmoji));

  serve(`POST ${EMOJIS}`, { name: 'text' }, (call) => {
    const { emojis } = find(call).note;
    const name = call.text('name');
    if (emojis.some((emoji) => emoji.name === name && emoji.user.id === call.user.id))
      throw new GitlabRefusal(404, { message: '404 Award Emoji Name has already been taken Not Found' });
    const emoji = { id: call.world.id(), name, user: call.user };
    emojis.push(emoji);
    return showEmoji(emoji);
  });
}

function find(call: GitlabCall): { readonly note: GitlabNote; readonly discussion: GitlabDiscussion } {
  for (const discussion of call.mergeRequest.discussions) {
    const note = discussion.notes.find(({ id }) => String(id) === call.path('note'));
    if (note !== undefined) return { note, discussion };
  }
  throw missing('Note');
}

function refuseStrangers(call: GitlabCall, { author }: GitlabNote): void {
  if (author.id !== call.user.id) call.needs(40);
}
