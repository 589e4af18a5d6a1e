import type { DELIVERY_SOURCES } from '@arbiter/contracts';
import { isDeeperThan } from './depth.ts';
import { judgeGithub, readGithub, readsGithub } from './github/read-github.ts';
import { judgeGitlab, readGitlab, readsGitlab } from './gitlab/read-gitlab.ts';
import { readCommitMessage, readRawText } from './message.ts';
import { PROCESSABLE, ignored, unprocessable } from './reject.ts';
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

/** How the documents of a forge are looked at. */
type Look<Outcome> = (event: string, document: unknown) => Outcome;

/** Reads a delivery of any source. Never throws, whatever the document. */
export const readDelivery = (source: DeliverySource, event: string, document: unknown): Reading =>
  lookAt(source, event, document, { github: readGithub, gitlab: readGitlab });

/**
 * Whether a delivery is for us and makes sense, at a fraction of the cost of reading it: a push's commits are not looked
 * at, because each of them stands for itself.
 */
export function judgeDelivery(source: DeliverySource, event: string, document: unknown): Verdict {
  const outcome = lookAt(source, event, document, { github: judgeGithub, gitlab: judgeGitlab });
  return outcome.kind === 'ignored' || outcome.kind === 'unprocessable' ? outcome : PROCESSABLE;
}

function lookAt<Outcome>(
  source: DeliverySource,
  event: string,
  document: unknown,
  { github, gitlab }: Readonly<Record<'github' | 'gitlab', Look<Outcome>>>,
): Outcome | Reading {
  if (!isFollowed(source, event)) return ignored('not an event that is followed');
  if (isDeeperThan(document, MOST_LEVELS)) return unprocessable(TOO_DEEP);
  switch (source) {
    case 'github':
      return github(event, document);
    case 'gitlab':
      return gitlab(event, document);
    case 'git-api':
      return event === COMMIT_MESSAGE ? readCommitMessage(document) : github(event, document);
    case 'raw-api':
      return readRawText(document);
  }
}
