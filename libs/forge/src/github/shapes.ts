import type { ForgeUser } from '../api/change.ts';
import type { Comment, CommentPlace, PlacedLine, ReactionName } from '../api/comments.ts';

interface ShownUser {
  readonly id: number;
  readonly login: string;
  readonly type?: string;
}

/** A user as REST shows them. */
export const userOf = ({ id, login, type }: ShownUser): ForgeUser => ({
  id: String(id),
  login,
  bot: type === 'Bot' || login.endsWith('[bot]'),
});

interface ShownComment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: ShownUser | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly html_url?: string;
}

/** A comment as REST shows it. */
export const commentOf = ({ id, body, user, created_at, updated_at, html_url }: ShownComment): Comment => ({
  id: String(id),
  body: body ?? '',
  ...(user && { author: userOf(user) }),
  createdAt: created_at,
  updatedAt: updated_at,
  ...(html_url !== undefined && { url: html_url }),
});

const sideOf = ({ kind }: PlacedLine): 'LEFT' | 'RIGHT' => (kind === '-' ? 'LEFT' : 'RIGHT');
const numberOf = (line: PlacedLine): number => (line.kind === '-' ? line.old : line.new);

/** A place in GitHub's words. One line has no start. */
export function anchorOf({ path, first, last }: CommentPlace) {
  const end = { path, line: numberOf(last), side: sideOf(last) };
  const single = first.kind === last.kind && numberOf(first) === numberOf(last);
  return single ? end : { ...end, start_line: numberOf(first), start_side: sideOf(first) };
}

/** Our names of reactions, and GitHub's. */
export const REACTION = {
  'thumbs-up': '+1',
  'thumbs-down': '-1',
  laugh: 'laugh',
  confused: 'confused',
  heart: 'heart',
  hooray: 'hooray',
  rocket: 'rocket',
  eyes: 'eyes',
} as const satisfies Readonly<Record<ReactionName, string>>;
