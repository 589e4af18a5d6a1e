import { MAX_USAGES_PER_MESSAGE, type Usage, type UsageRecorded } from '@arbiter/contracts';
import { type AnswerUsage, type TaskName, extraction } from '@arbiter/llm';
import type { Read, Readable } from './read-writings.ts';
import { inParts } from './in-parts.ts';
import type { Written } from './written.ts';

/** What one call cost, and for whom and where. */
export const usageFor = (
  { source, journey, author }: Pick<Written, 'source' | 'journey' | 'author'>,
  usage: AnswerUsage,
  task: TaskName = extraction.name,
): Usage => ({
  ...usage,
  journey,
  task,
  ...(author ? { person: author } : {}),
  ...(source.kind === 'message' ? {} : { forge: source.forge, repository: source.repository }),
});

/** What the reading of a text cost: every call that was billed for it. */
export const usagesOf = ({ text, analysis: { usages, author } }: Readable & Read): Usage[] =>
  usages.map((usage) => usageFor({ ...text, author }, usage));

/** The events that tell usages of one cause. */
export const recordsOf = (cause: string, usages: readonly Usage[]): UsageRecorded[] =>
  inParts(usages, MAX_USAGES_PER_MESSAGE).map((part) => ({ cause, usages: part }));
