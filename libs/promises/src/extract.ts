import type { Found } from './commitments/found.ts';
import { laterPartsOf } from './commitments/parts.ts';
import { PROMISE_HINT, promisesIn } from './commitments/promises.ts';
import { type Expressions, expressionsIn } from './deadlines/deadlines.ts';
import { type Reference, referenceOf } from './deadlines/reference.ts';
import { DEBT_HINT } from './debt/cue-families.ts';
import { type DebtNote, debtNotesIn } from './debt/debt.ts';
import { type Item, MAX_ITEMS } from './item.ts';
import { maskNonProse } from './prose/mask.ts';
import { type Sentence, sentencesOf } from './prose/sentences.ts';
import type { Text } from './text.ts';

/** Everything found, first mention first. None is an answer. */
export interface Items {
  items: Item[];
}

/**
 * Finds promises and admitted debt, on this machine, without asking anybody; the same text gives the same answer. Precision
 * comes first: what the rules are not sure of is ambiguous or left out. Most texts contain neither, which one pass over
 * them tells. Takes time in proportion to the text.
 *
 * @throws UnreadableText where `at` is no date-time with an offset, or `zone` no IANA zone
 */
export function extract({ text, at, zone }: Text): Items {
  const reference = referenceOf(at, zone);
  const promised = PROMISE_HINT.test(text);
  const admitted = DEBT_HINT.test(text);
  if (!promised && !admitted) return { items: [] };
  const masked = maskNonProse(text);
  const sentences = sentencesOf(masked);
  const items = [
    ...(promised ? commitmentsIn(sentences, text, reference) : []),
    ...(admitted ? debtNotesIn(masked, sentences).map((note) => debtOf(note, text)) : []),
  ];
  return { items: items.sort((a, b) => a.start - b.start).slice(0, MAX_ITEMS) };
}

/** The first that there are: nobody is told of more. */
function commitmentsIn(sentences: readonly Sentence[], text: string, reference: Reference): Item[] {
  const items: Item[] = [];
  for (const sentence of sentences) {
    items.push(...commitmentsOf(sentence, text, reference));
    if (items.length >= MAX_ITEMS) break;
  }
  return items;
}

function commitmentsOf(sentence: Sentence, text: string, reference: Reference): Item[] {
  const found = promisesIn(sentence.text);
  return found.flatMap((promise, index) => {
    const start = sentence.start + promise.start;
    const end = endOf(text, sentence, found[index + 1]);
    // "By Friday I'll fix it": what stands before the first promise of a sentence belongs to it.
    const from = index === 0 ? sentence.start : start;
    const prose = sentence.text.slice(from - sentence.start, end - sentence.start);
    const read = expressionsIn(prose, reference, text.slice(from, end));
    const later = laterPartsOf(prose, read.expressions).filter((part) => from + part.start > start);
    return [{ start: 0, end: 0 }, ...later].map((part, place): Item => {
      const [begins, ends] = [part.start, later[place]?.end ?? prose.length];
      const own = read.expressions.filter((expression) => expression.start >= begins && expression.end <= ends);
      const [first, last] = [place === 0 ? start : from + begins, from + ends];
      return {
        type: 'commitment',
        start: first,
        end: last,
        text: text.slice(first, last),
        ...(promise.who === undefined ? {} : { who: promise.who }),
        what: withoutClosing(text.slice(place === 0 ? sentence.start + promise.clause : first, last)),
        ...dueBy({ ...read, expressions: own }, prose),
        confidence: promise.confidence,
        ambiguous: promise.ambiguous ?? false,
      };
    });
  });
}

const NOW = /^(?:right now|at (?:present|this))/i;

/** Right before a date that is a deadline even where it is over: somebody's slip of the pen, which must be seen. */
const DUE = /\b(?:by|before|until|till|due(?: on)?|(?:no|not) later than|deadline:?) $/i;

/**
 * The first expression that can lie ahead; else one that lies in the past and is said to be the deadline; else none, and the words
 * of a date that no calendar has. "The regression of 2 March 2026" is not due on that day.
 */
function dueBy({ expressions, impossible }: Expressions, prose: string): Pick<Item, 'deadline' | 'impossible'> {
  const ahead = expressions.filter(({ past }) => !past).map((expression) => expression.deadline);
  // "It is odd right now, but will be mended tomorrow."
  const over = expressions.find(({ start }) => DUE.test(prose.slice(Math.max(0, start - 20), start)));
  const deadline = ahead.find(({ text }) => !NOW.test(text)) ?? ahead[0] ?? over?.deadline ?? null;
  const [words] = impossible;
  return { deadline, ...(deadline === null && words !== undefined && { impossible: words }) };
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
