import type { z } from 'zod';
import type { Ignored, Processable, Unprocessable } from './types.ts';

export const PROCESSABLE: Processable = { kind: 'processable' };
export const ignored = (reason: string): Ignored => ({ kind: 'ignored', reason });
export const unprocessable = (reason: string): Unprocessable => ({ kind: 'unprocessable', reason });

/** The first field that is wrong, and how. Only our own field names and zod's constant words: never the value. */
export function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'unreadable' : `${issue.path.map(String).join('.') || 'document'}: ${issue.message}`;
}
