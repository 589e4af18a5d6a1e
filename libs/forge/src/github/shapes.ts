import type { ForgeUser } from '../api/change.ts';
import type { Comment, ReactionName } from '../api/comments.ts';

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
