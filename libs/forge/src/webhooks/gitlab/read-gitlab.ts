import type { z } from 'zod';
import { ignored, reasonOf, unprocessable } from '../reject.ts';
import type { Reading } from '../types.ts';
import { GitlabMergeRequest } from './merge-request.ts';
import { GitlabNote } from './note.ts';
import { GitlabPush } from './push.ts';

/** The events that are read, by their `X-Gitlab-Event`. */
const EVENTS: ReadonlyMap<string, z.ZodType<Reading>> = new Map<string, z.ZodType<Reading>>([
  ['Push Hook', GitlabPush],
  ['Tag Push Hook', GitlabPush],
  ['Merge Request Hook', GitlabMergeRequest],
  ['Note Hook', GitlabNote],
]);

/** A system hook says what it is in its body: `event_name`, or `object_kind` for merge requests. */
const SYSTEM_HOOK = 'System Hook';
const SYSTEM_EVENTS: ReadonlyMap<unknown, z.ZodType<Reading>> = new Map<unknown, z.ZodType<Reading>>([
  ['push', GitlabPush],
  ['tag_push', GitlabPush],
  ['merge_request', GitlabMergeRequest],
]);

export const readsGitlab = (event: string): boolean => EVENTS.has(event) || event === SYSTEM_HOOK;

/** Reads a delivery of GitLab. `event` is the header, `document` the parsed body. */
export function readGitlab(event: string, document: unknown): Reading {
  if (!readsGitlab(event)) return ignored('not an event that is followed');
  if (typeof document !== 'object' || document === null) return unprocessable('document: not an object');
  const schema = event === SYSTEM_HOOK ? SYSTEM_EVENTS.get(systemEventOf(document)) : EVENTS.get(event);
  if (schema === undefined) return ignored('not a system event that is followed');
  const read = schema.safeParse(document);
  return read.success ? read.data : unprocessable(reasonOf(read.error));
}

/** Says the same as `readGitlab` does of what cannot be read or is ignored; the commits of a push are not looked at. */
export function judgeGitlab(event: string, document: unknown): Reading {
  const pushed = typeof document === 'object' && document !== null && 'commits' in document;
  return readGitlab(event, pushed && Array.isArray(document.commits) ? { ...document, commits: [] } : document);
}

function systemEventOf(document: { event_name?: unknown; object_kind?: unknown }): unknown {
  return document.event_name ?? document.object_kind;
}
