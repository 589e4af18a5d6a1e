import type { ForgeUser } from '../api/change.ts';
import type { Comment, ReactionName } from '../api/comments.ts';

interface ShownUser {
  readonly id: number;
  readonly username: string;
  readonly bot?: unknown;
}

/** Access tokens of projects and groups act as users of such names. */
const BOT = /^(?:project|group)_\d+_bot/;

export const userOf = ({ id, username, bot }: ShownUser): ForgeUser => ({
  id: String(id),
  login: username,
  bot: bot === true || BOT.test(username),
});

/** A note as GitLab shows it. */
export interface ShownNote {
  readonly id: number;
  readonly type: string | null;
  readonly body: string;
  readonly system: boolean;
  readonly author: ShownUser | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly resolved?: boolean;
  readonly position?: {
    readonly head_sha: string;
    readonly new_path: string;
    readonly new_line?: number | null;
    readonly old_line?: number | null;
  };
}

export interface ShownDiscussion {
  readonly id: string;
  readonly individual_note: boolean;
  readonly notes: readonly ShownNote[];
}

export const commentOf = ({ id, body, author, created_at, updated_at }: ShownNote): Comment => ({
  id: String(id),
  body,
  ...(author && { author: userOf(author) }),
  createdAt: created_at,
  updatedAt: updated_at,
});

/** Our names of reactions, and GitLab's. */
export const EMOJI = {
  'thumbs-up': 'thumbsup',
  'thumbs-down': 'thumbsdown',
  laugh: 'laughing',
  confused: 'confused',
  heart: 'heart',
  hooray: 'tada',
  rocket: 'rocket',
  eyes: 'eyes',
} as const satisfies Readonly<Record<ReactionName, string>>;
