import type { EmailAddress } from './email-address.ts';

/** Automata that carry no mark in their login. */
const KNOWN_LOGINS = new Set([
  'copilot',
  'dependabot',
  'dependabot-preview',
  'github-actions',
  'gitlab-bot',
  'greenkeeper',
  'renovate',
  'renovatebot',
  'web-flow',
]);

/** GitHub marks apps by `[bot]`; GitLab makes `project_123_bot…` and `group_123_bot…`; the rest is custom. */
const BOT_LOGIN = /\[bot\]$|^(?:project|group)_\d+_bot|[-_](?:ro)?bot$/;

/** Mailboxes that nobody reads: the forge's own commits (web-flow, merges) carry them, and tools as co-authors. */
const UNREAD_MAILBOX = /^(?:no-?reply|do-?not-?reply|notifications?|bot)$/;

const KNOWN_ADDRESSES = new Set([
  'action@github.com',
  'actions@github.com',
  'aider@aider.chat',
  'cursoragent@cursor.com',
  'openhands@all-hands.dev',
  'support@dependabot.com',
]);

/** Accounts that a forge shows in place of one that was deleted: somebody was there, but nobody can be named. */
const GHOST = new Set(['ghost', 'ghost1']);

/** Whether a forge's login belongs to an automaton. */
export function isBotLogin(login: string): boolean {
  const normal = login.toLowerCase();
  return KNOWN_LOGINS.has(normal) || BOT_LOGIN.test(normal);
}

/** Whether an automaton writes under this address. */
export function isBotAddress({ local, normal }: EmailAddress): boolean {
  return UNREAD_MAILBOX.test(local) || KNOWN_ADDRESSES.has(normal) || isBotLogin(local);
}

/** Whether the login is the forge's stand-in for a deleted account. */
export const isGhost = (login: string): boolean => GHOST.has(login.toLowerCase());
