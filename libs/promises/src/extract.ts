import type { Found } from './commitments/found.ts';
import { PROMISE_HINT, promisesIn } from './commitments/promises.ts';
import { deadlinesIn } from './deadlines/deadlines.ts';
import { DEBT_HINT, debtIn } from './debt/debt.ts';
import { type Item, MAX_ITEMS, type Text } from './item.ts';
import { maskNonProse } from './prose/mask.ts';
import { type Sentence, sentencesOf } from './prose/sentences.ts';

/** Everything found, first mention first. None is an answer. */
export interface Items {
  items: Item[];
}

/**
 * Finds promises and admitted debt by rules, at no cost and without asking anybody. Precision comes first: what the rules
 * are not sure of is ambiguous or left out. Most texts contain neither, which one pass over them tells.
 */
export function extract({ text, at }: Text): Items {
  if (!PROMISE_HINT.test(text) && !DEBT_HINT.test(text)) return { items: [] };
  const items = sentencesOf(maskNonProse(text)).flatMap((sentence) => [
    ...commitmentsOf(sentence, text, at),
    ...debtOf(sentence, text),
  ]);
  return { items: items.slice(0, MAX_ITEMS) };
}

function commitmentsOf(sentence: Sentence, text: string, at: string): Item[] {
  const found = promisesIn(sentence.text);
  return found.map((promise, index) => {
    const start = sentence.start + promise.start;
    const end = endOf(text, sentence, found[index + 1]);
    // "By Friday I'll fix it": what stands before the only promise of a sentence belongs to it.
    const from = found.length === 1 ? sentence.start : start;
    return {
      type: 'commitment',
      start,
      end,
      text: text.slice(start, end),
      ...(promise.who === undefined ? {} : { who: promise.who }),
      what: withoutClosing(text.slice(sentence.start + promise.clause, end)),
      deadline:
        deadlinesIn(sentence.text.slice(from - sentence.start, end - sentence.start), at, text.slice(from, end))[0] ??
        null,
      confidence: promise.confidence,
      ambiguous: promise.ambiguous ?? false,
    };
  });
}

/** The words without the punctuation, or the "and", that they end on. */
const withoutClosing = (words: string): string =>
  words.replace(/[\s.!,;:]{1,10}$/, '').replace(/,? (?:and|but|so)$/, '') || words;

/** A promise reaches to the next one in its sentence, or to the sentence's end. */
function endOf(text: string, sentence: Sentence, next: Found | undefined): number {
  if (!next) return sentence.end;
  const end = sentence.start + next.start;
  return end - (text.slice(sentence.start, end).length - text.slice(sentence.start, end).trimEnd().length);
}

function debtOf(sentence: Sentence, text: string): Item[] {
  const confidence = debtIn(sentence.text);
  if (confidence === undefined) return [];
  const words = text.slice(sentence.start, sentence.end);
  return [
    {
      type: 'debt',
      start: sentence.start,
      end: sentence.end,
      text: words,
      what: words,
      deadline: null,
      confidence,
      ambiguous: false,
    },
  ];
}
