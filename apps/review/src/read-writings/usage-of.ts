import type { Usage, WritingRef } from '@arbiter/contracts';
import { extraction } from '@arbiter/llm';
import type { Analysis } from '../persistence/analysis.repository.ts';

/** What the reading of a text cost, and for whom and where. */
export function usageOf(source: WritingRef, { journey, usage, author }: Analysis): Usage {
  return {
    ...usage,
    journey,
    task: extraction.name,
    ...(author ? { person: author } : {}),
    ...(source.kind === 'message' ? {} : { forge: source.forge, repository: source.repository }),
  };
}
