import type { z } from 'zod';
import { ignored, reasonOf, unprocessable } from '../reject.ts';
import type { Ignored, Processable, Reading, Unprocessable } from '../types.ts';
import { GithubIssueComment, GithubReviewComment } from './comments.ts';
import { GithubPullRequest } from './pull-request.ts';
import { GithubPush, GithubPushNeeds } from './push.ts';

/** The events that are read, by their `X-GitHub-Event`. */
const EVENTS: ReadonlyMap<string, z.ZodType<Reading>> = new Map<string, z.ZodType<Reading>>([
  ['push', GithubPush],
  ['pull_request', GithubPullRequest],
  ['issue_comment', GithubIssueComment],
  ['pull_request_review_comment', GithubReviewComment],
]);

/** Whether an event can be read: of a push it takes less to know than to read it. */
const JUDGED = new Map<string, z.ZodType<Reading | Processable>>([...EVENTS, ['push', GithubPushNeeds]]);

const ACKNOWLEDGED = new Set(['ping', 'installation']);

export const readsGithub = (event: string): boolean => EVENTS.has(event);

/** Reads a delivery of GitHub or GitHub Enterprise Server. `event` is the header, `document` the parsed body. */
export const readGithub = (event: string, document: unknown): Reading => parse(EVENTS, event, document);

/** Says the same as `readGithub` does of what cannot be read or is ignored, and reads no more than that takes. */
export const judgeGithub = (event: string, document: unknown): Reading | Processable => parse(JUDGED, event, document);

function parse<Outcome>(
  schemas: ReadonlyMap<string, z.ZodType<Outcome>>,
  event: string,
  document: unknown,
): Outcome | Ignored | Unprocessable {
  const schema = schemas.get(event);
  if (schema === undefined) {
    return ignored(ACKNOWLEDGED.has(event) ? 'acknowledged: nothing to follow' : 'not an event that is followed');
  }
  const read = schema.safeParse(document);
  return read.success ? read.data : unprocessable(reasonOf(read.error));
}
