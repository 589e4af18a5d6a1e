import type { Usage } from '@arbiter/contracts';
import { extraction } from '@arbiter/llm';
import type { Read, Readable } from './read-writings.ts';

/** What the reading of a text cost, and for whom and where. */
export function usageOf({ text: { source }, analysis: { journey, usage, author } }: Readable & Read): Usage {
  return {
    ...usage,
    journey,
    task: extraction.name,
    ...(author ? { person: author } : {}),
    ...(source.kind === 'message' ? {} : { forge: source.forge, repository: source.repository }),
  };
}
