import type { FileDiff } from '@arbiter/diff';
import { z } from 'zod';
import { SEVERITIES } from '../review/finding.ts';

/** What findings are about. */
export const CATEGORIES = [
  'security',
  'correctness',
  'error-handling',
  'concurrency',
  'resources',
  'performance',
  'compatibility',
  'tests',
  'maintainability',
  'documentation',
] as const;

/** What one call is to look at; nothing in it holds a secret any more. */
export interface ReviewInput {
  readonly title: string;
  readonly description: string;
  readonly files: readonly FileDiff[];
  /** What the repository wants to be looked for, by path: from the base branch, so that a change cannot bring its own. */
  readonly instructions: readonly { readonly path: string; readonly text: string }[];
  readonly guides: readonly { readonly path: string; readonly text: string }[];
  /** What was said on this change before. */
  readonly said: readonly { readonly path: string; readonly message: string }[];
}

/** A finding as a reviewer gives it, before anybody doubts it. */
export const RawFinding = z.object({
  ruleId: z.string().min(1).max(100),
  path: z.string().max(4_096),
  side: z.enum(['new', 'old']),
  /** Lines are only known to rules; a model's are never trusted. */
  startLine: z.int().positive().optional(),
  endLine: z.int().positive().optional(),
  quote: z.string(),
  message: z.string().min(1),
  severity: z.enum(SEVERITIES),
  category: z.string().min(1).max(40),
  confidence: z.number().min(0).max(1),
  suggestion: z.string().optional(),
});
export type RawFinding = z.infer<typeof RawFinding>;

/** Everything found. None is an answer. */
export const ReviewAnswer = z.object({ findings: z.array(RawFinding) });
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;
