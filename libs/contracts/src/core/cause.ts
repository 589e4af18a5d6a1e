import { z } from 'zod';

/**
 * Names what an event's items were told of together for: the id of the event that caused them, or a name made of the ids of
 * all that did. The same cause has the same items each time; what comes again in other company has another one.
 */
export const Cause = z.string().max(512);

/** The business key of an event that carries some of a cause's items: a part that was cut down is an event of its own. */
export function partOfCause<Item>(cause: string, items: readonly Item[], nameOf: (item: Item) => string): string {
  const [first] = items;
  return `${cause}/${String(items.length)}/${first === undefined ? '' : nameOf(first)}`;
}
