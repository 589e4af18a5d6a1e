import { trailersOf } from './trailers.ts';

/** Most people that share one commit; further ones are not counted. */
export const MAX_CO_AUTHORS = 50;

const KEY = 'co-authored-by';
const VALUE = /<([^<>]+)>$/;

/** The addresses of a message's `Co-authored-by` trailers, in their order. What is not `Name <address>` is left out. */
export function coAuthorAddresses(message: string): readonly string[] {
  // Most messages have none, and this is asked of every commit.
  if (!/co-authored-by/i.test(message)) return [];
  return trailersOf(message)
    .filter(({ key }) => key.toLowerCase() === KEY)
    .flatMap(({ value }) => VALUE.exec(value)?.[1] ?? []);
}
