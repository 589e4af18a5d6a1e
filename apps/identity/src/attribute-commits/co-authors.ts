import { bytesOf, type Contact, readContact, textOf, trailersOf } from '@arbiter/authorship';

/** Most people that share one commit; further ones are not counted. */
export const MAX_CO_AUTHORS = 50;

const KEY = 'co-authored-by';
const VALUE = /<[^<>]+>$/;

/** Those whom a message's `Co-authored-by` trailers name, in their order. What is not `Name <address>` is left out. */
export function coAuthorsIn(message: string): readonly Contact[] {
  // Most messages have none, and this is asked of every commit.
  if (!/co-authored-by/i.test(message)) return [];
  return trailersOf(bytesOf(message), { divider: false })
    .filter(({ key, value }) => key.toLowerCase() === KEY && VALUE.test(value))
    .flatMap(({ value }) => readContact(textOf(value)) ?? []);
}
