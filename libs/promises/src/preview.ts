import { expressionsIn } from './deadlines/deadlines.ts';
import { referenceOf } from './deadlines/reference.ts';
import { extract } from './extract.ts';
import type { Deadline, Item } from './item.ts';
import { maskCode } from './prose/mask.ts';
import type { Text } from './text.ts';

/** An item as previews show it: every field is there. `cues` only where they are asked for. */
export interface PreviewedItem extends Omit<Item, 'who'> {
  who: string | null;
}

/**
 * What extraction by rules finds in a text; nothing is stored, and nobody is asked. `explain` adds the words that spoke for
 * a debt note.
 * @throws UnreadableText
 */
export function previewItems(text: Text, { explain = false } = {}): { items: PreviewedItem[] } {
  const { items } = extract(text);
  return {
    items: items.map(({ type, start, end, text: words, who = null, cues, ...rest }) => ({
      ...{ type, start, end, text: words, who },
      ...rest,
      ...(explain && cues && { cues }),
    })),
  };
}

/**
 * The date expressions of a text, first mention first, whether anybody promises for them or not. `impossible` quotes dates
 * that no calendar has.
 * @throws UnreadableText
 */
export function previewDeadlines({ text, at, zone }: Text): { deadlines: Deadline[]; impossible?: readonly string[] } {
  const { expressions, impossible } = expressionsIn(maskCode(text), referenceOf(at, zone), text);
  return {
    deadlines: expressions.map(({ deadline }) => deadline),
    ...(impossible.length > 0 && { impossible }),
  };
}
