import type { Found } from './commitments/found.ts';
import { PROMISE_HINT, promisesIn } from './commitments/promises.ts';
import { deadlinesIn } from './deadlines/deadlines.ts';
import { DEBT_HINT } from './debt/cue-families.ts';
import { type DebtNote, debtNotesIn } from './debt/debt.ts';
import { type Item, MAX_ITEMS, type Text } from './item.ts';
import { maskNonProse } from './prose/mask.ts';
import { type Sentence, sentencesOf } from './prose/sentences.ts';

/** Everything found, first mention first. None is an answer. */
export interface Items {
  items: Item[];
}

/**
 * Finds promises and admitted debt, on this machine, without asking anybody; the same text gives the same answer. Precision
 * comes first: what the rules are not sure of is ambiguous or left out. Most texts contain neither, which one pass over
 * them tells. Takes time in proportion to the text.
 */
export function extract({ text, at }: Text): Items {
  const promised = PROMISE_HINT.test(text);
  const admitted = DEBT_HINT.test(text);
  if (!promised && !admitted) return { items: [] };
  const masked = maskNonProse(text);
  const sentences = sentencesOf(masked);
  const items = [
    ...(promised ? sentences.flatMap((sentence) => commitmentsOf(sentence, text, at)) : []),
    ...(admitted ? debtNotesIn(masked, sentences).map((note) => debtOf(note, text)) : []),
  ];
  return { items: items.sort((a, b) => a.start - b.start).slice(0, MAX_ITEMS) };
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

function debtOf({ sentence: { start, end }, confidence, cues }: DebtNote, text: string): Item {
  const words = text.slice(start, end);
  return { type: 'debt', start, end, text: words, what: words, deadline: null, confidence, ambiguous: false, cues };
}
