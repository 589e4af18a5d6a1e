import type { DELIVERY_SOURCES } from '@arbiter/contracts';
import { isDeeperThan } from './depth.ts';
import { readGithub, readsGithub } from './github/read-github.ts';
import { readGitlab, readsGitlab } from './gitlab/read-gitlab.ts';
import { readCommitMessage, readRawText } from './message.ts';
import { ignored, unprocessable } from './reject.ts';
import type { Reading, Verdict } from './types.ts';

export type DeliverySource = (typeof DELIVERY_SOURCES)[number];

/** The gateway's words for what comes by the API and has no event header of its own. */
export const COMMIT_MESSAGE = 'commit-message';
export const RAW_TEXT = 'raw-text';

/** No forge nests deeper than about ten levels; deep nesting breaks whoever walks or stores it later. */
const MOST_LEVELS = 100;
const TOO_DEEP = 'document: nested too deeply';

/** Whether the event is one that is read at all: if not, its body need not be parsed. */
export function isFollowed(source: DeliverySource, event: string): boolean {
  switch (source) {
    case 'github':
      return readsGithub(event);
    case 'gitlab':
      return readsGitlab(event);
    case 'git-api':
      return event === COMMIT_MESSAGE || event === 'push';
    case 'raw-api':
      return event === RAW_TEXT;
  }
}

/**
 * Whether a delivery is for us and makes sense, at a fraction of the cost of reading it: a push's commits are not looked
 * at, because each of them stands for itself.
 */
export function judgeDelivery(source: DeliverySource, event: string, document: unknown): Verdict {
  const pushed = typeof document === 'object' && document !== null && 'commits' in document;
  if (!pushed || !Array.isArray(document.commits)) return verdictOf(readDelivery(source, event, document));
  if (isDeeperThan(document.commits, MOST_LEVELS)) return unprocessable(TOO_DEEP);
  return verdictOf(readDelivery(source, event, { ...document, commits: [] }));
}

const verdictOf = (reading: Reading): Verdict =>
  reading.kind === 'ignored' || reading.kind === 'unprocessable' ? reading : { kind: 'processable' };

/** Reads a delivery of any source. Never throws, whatever the document. */
export function readDelivery(source: DeliverySource, event: string, document: unknown): Reading {
  if (!isFollowed(source, event)) return ignored('not an event that is followed');
  if (isDeeperThan(document, MOST_LEVELS)) return unprocessable(TOO_DEEP);
  switch (source) {
    case 'github':
      return readGithub(event, document);
    case 'gitlab':
      return readGitlab(event, document);
    case 'git-api':
      return event === COMMIT_MESSAGE ? readCommitMessage(document) : readGithub(event, document);
    case 'raw-api':
      return readRawText(document);
  }
}
