import type { z } from 'zod';
import { ignored, reasonOf, unprocessable } from '../reject.ts';
import type { Reading } from '../types.ts';
import { GithubIssueComment, GithubReviewComment } from './comments.ts';
import { GithubPullRequest } from './pull-request.ts';
import { GithubPush } from './push.ts';

/** The events that are read, by their `X-GitHub-Event`. */
const EVENTS: ReadonlyMap<string, z.ZodType<Reading>> = new Map<string, z.ZodType<Reading>>([
  ['push', GithubPush],
  ['pull_request', GithubPullRequest],
  ['issue_comment', GithubIssueComment],
  ['pull_request_review_comment', GithubReviewComment],
]);

const ACKNOWLEDGED = new Set(['ping', 'installation']);

export const readsGithub = (event: string): boolean => EVENTS.has(event);

/** Reads a delivery of GitHub or GitHub Enterprise Server. `event` is the header, `document` the parsed body. */
export function readGithub(event: string, document: unknown): Reading {
  const schema = EVENTS.get(event);
  if (schema === undefined) {
    return ignored(ACKNOWLEDGED.has(event) ? 'acknowledged: nothing to follow' : 'not an event that is followed');
  }
  const read = schema.safeParse(document);
  return read.success ? read.data : unprocessable(reasonOf(read.error));
}
