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

/** How previews differ. */
export interface PreviewOptions {
  /** Below this confidence an item is ambiguous; left out: 0.75, as `MIN_AI_CONFIDENCE_THRESHOLD` is shipped. */
  readonly sure?: number;
  /** Adds the words that spoke for a debt note. */
  readonly explain?: boolean;
}

/**
 * What extraction by rules finds in a text; nothing is stored, and nobody is asked. As in the pipeline, what is not sure
 * enough is ambiguous: it waits for a human and does not count as found.
 * @throws UnreadableText
 */
export function previewItems(
  text: Text,
  { sure = 0.75, explain = false }: PreviewOptions = {},
): { items: PreviewedItem[] } {
  const { items } = extract(text);
  return {
    items: items.map(({ type, start, end, text: words, who = null, cues, ambiguous, ...rest }) => ({
      ...{ type, start, end, text: words, who },
      ...rest,
      ambiguous: ambiguous || rest.confidence < sure,
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
