import { stableId } from '@arbiter/service';

/** The cause of what several events caused together: their own id for one, and for several one made of all of theirs. */
export function causeOf(ids: readonly string[]): string {
  const [id] = ids;
  return ids.length === 1 && id !== undefined ? id : stableId('together', ...ids);
}

/** The items in their order, in parts of at most so many. */
export const inParts = <Item>(items: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, index) => items.slice(index * most, (index + 1) * most));
