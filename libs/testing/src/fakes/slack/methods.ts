import { areBlocks } from './check-blocks.ts';
import type { Block, SlackUser, Workspace } from './workspace.ts';

/** A call's arguments, as texts or what their JSON says. */
export type Arguments = Readonly<Record<string, unknown>>;
export type Answer = Readonly<Record<string, unknown>>;

/** One method of the web API: answers, or throws a `Refused` with Slack's word. */
export type Method = (workspace: Workspace, given: Arguments, now: number) => Answer;

export class Refused extends Error {}

const refuse = (word: string): never => {
  throw new Refused(word);
};

const textOf = (given: Arguments, name: string): string => {
  const value = given[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

function userOf(workspace: Workspace, id: string): SlackUser {
  const user = workspace.users.get(id);
  return user === undefined || user.deleted === true ? refuse('user_not_found') : user;
}

const known = (workspace: Workspace, channel: string): string =>
  workspace.conversations.has(channel) ? channel : refuse('channel_not_found');

/** Most characters of a message's text; Slack truncates more than that. */
const MOST_TEXT = 40_000;
/** A trigger is good for so long, milliseconds. */
export const TRIGGER_LASTS = 3_000;

function blocksOf(given: Arguments): readonly Block[] {
  const { blocks } = given;
  if (blocks === undefined) return [];
  return areBlocks(blocks) ? blocks : refuse('invalid_blocks');
}

function checkedMetadata({ metadata }: Arguments): unknown {
  if (metadata === undefined) return undefined;
  const { event_type: type, event_payload: payload } = metadata as Arguments;
  if (typeof type !== 'string' || type === '' || typeof payload !== 'object') return refuse('invalid_metadata_format');
  return metadata;
}

/** The methods that our app calls, with the refusals that Slack's reference names for them. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': () => ({ user_id: 'UBOT', team_id: 'T0001' }),

  'conversations.open': (workspace, given) => {
    const user = textOf(given, 'users');
    if (workspace.users.get(user)?.deleted === true) return refuse('user_disabled');
    if (!workspace.users.has(user)) return refuse('users_not_found');
    return { channel: { id: workspace.open(user) } };
  },

  'chat.postMessage': (workspace, given, now) => {
    const channel = known(workspace, textOf(given, 'channel'));
    const text = textOf(given, 'text');
    const blocks = blocksOf(given);
    if (text === '' && blocks.length === 0) return refuse('no_text');
    if (text.length > MOST_TEXT) return refuse('msg_too_long');
    const { ts } = workspace.post(channel, text, blocks, checkedMetadata(given), now);
    return { channel, ts, message: { text, ts } };
  },

  'chat.update': (workspace, given) => {
    const channel = known(workspace, textOf(given, 'channel'));
    const ts = textOf(given, 'ts');
    const message = workspace.messages.find((one) => one.channel === channel && one.ts === ts);
    if (message === undefined) return refuse('message_not_found');
    message.text = textOf(given, 'text');
    message.blocks = blocksOf(given);
    message.edited = true;
    return { channel, ts, text: message.text };
  },

  'conversations.history': (workspace, given) => {
    const channel = known(workspace, textOf(given, 'channel'));
    const oldest = Number(textOf(given, 'oldest') || '0');
    const limit = Math.min(Number(textOf(given, 'limit') || '100'), 999);
    const all = given['include_all_metadata'] === true || given['include_all_metadata'] === 'true';
    const from = Number(textOf(given, 'cursor') || '0');
    const found = workspace.messages
      .filter((message) => message.channel === channel && Number(message.ts) > oldest)
      .toReversed();
    const page = found.slice(from, from + limit).map(({ ts, text, metadata }) => ({
      ...{ type: 'message', ts, text },
      ...(all && metadata !== undefined && { metadata }),
    }));
    const more = from + limit < found.length;
    return { messages: page, has_more: more, response_metadata: { next_cursor: more ? String(from + limit) : '' } };
  },

  'dnd.info': (workspace, given, now) => {
    const { dnd, snoozeUntil } = userOf(workspace, textOf(given, 'user'));
    return {
      dnd_enabled: dnd !== undefined,
      next_dnd_start_ts: dnd?.from ?? 1,
      next_dnd_end_ts: dnd?.until ?? 1,
      snooze_enabled: snoozeUntil !== undefined && snoozeUntil * 1_000 > now,
      ...(snoozeUntil !== undefined && { snooze_endtime: snoozeUntil }),
    };
  },

  'views.open': (workspace, given, now) => {
    const trigger = workspace.triggers.get(textOf(given, 'trigger_id'));
    if (trigger === undefined) return refuse('invalid_trigger_id');
    if (trigger.until < now) return refuse('expired_trigger_id');
    workspace.triggers.delete(textOf(given, 'trigger_id'));
    const view = given['view'] as Readonly<Record<string, unknown>>;
    if (!areBlocks(view['blocks'])) return refuse('invalid_arguments');
    const id = `V${String(workspace.next()).padStart(8, '0')}`;
    workspace.views.push({ id, user: trigger.user, view });
    return { view: { id, ...view } };
  },
};
