import { z } from 'zod';

/**
 * Names what an event's items were told of together for: the id of the event that caused them, or a name made of the ids of
 * all that did. The same cause has the same items each time; what comes again in other company has another one.
 */
export const Cause = z.string().max(512);

/**
 * The business key of an event that carries some of a cause's items, told by how many and by the name of the first: a part
 * that was cut down is an event of its own.
 */
export const partOfCause = (cause: string, items: number, first = ''): string => `${cause}/${String(items)}/${first}`;
