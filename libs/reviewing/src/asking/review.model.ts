import type { FileDiff } from '@arbiter/diff';
import type { ModelSide } from '@arbiter/llm';
import { renderPath } from './render.ts';
import { z } from 'zod';
import { SEVERITIES } from '../review/finding.ts';
import { CATEGORIES, type RawFinding, type ReviewAnswer, type ReviewInput } from './review.answer.ts';
import { reviewPrompt } from './review.prompt.ts';

/** What a model writes: quotations, and no line numbers. */
export const ReviewWire = z.object({
  findings: z.array(
    z.object({
      path: z.string(),
      side: z.enum(['new', 'old']),
      quote: z.string(),
      message: z.string(),
      severity: z.enum(SEVERITIES),
      category: z.enum(CATEGORIES),
      confidence: z.number(),
      suggestion: z.string().nullable(),
    }),
  ),
});
export type ReviewWire = z.infer<typeof ReviewWire>;
type WireFinding = ReviewWire['findings'][number];

/** How a review is put to a model. */
export const reviewSide: ModelSide<ReviewInput, ReviewAnswer, ReviewWire> = {
  prompt: reviewPrompt,
  wire: ReviewWire,
  read: ({ findings }, { files }) => {
    const paths = pathsAsShown(files);
    return {
      findings: findings.filter(({ message }) => message.trim() !== '').map((finding) => toRaw(finding, paths)),
    };
  },
  fits: ({ findings }, { files }) => {
    const paths = pathsAsShown(files);
    return findings.every(({ path }) => paths.has(path));
  },
  output: { most: 4_000, least: 700 },
};

/** A rule of a model's is only its category: it gives a finding another name each time. */
function toRaw(
  { path, suggestion, confidence, ...finding }: WireFinding,
  paths: ReadonlyMap<string, string>,
): RawFinding {
  return {
    ...finding,
    ruleId: `arbiter/${finding.category}`,
    path: knownPath(path, paths).slice(0, 4_096),
    confidence: Number.isFinite(confidence) ? Math.min(1, Math.max(0, confidence)) : 0,
    ...(suggestion !== null && { suggestion }),
  };
}

/** Each file's path by what the model was shown of it. */
const pathsAsShown = (files: readonly FileDiff[]): ReadonlyMap<string, string> =>
  new Map(files.flatMap(({ path }) => [[path, path] as const, [renderPath(path), path] as const]));

/** The file that is meant, also where a model writes a path as git prefixes it. */
function knownPath(path: string, paths: ReadonlyMap<string, string>): string {
  const trimmed = path.trim();
  const bare = trimmed.replace(/^(?:\.\/|[ab]\/)/, '');
  return paths.get(path) ?? paths.get(trimmed) ?? paths.get(bare) ?? path;
}
