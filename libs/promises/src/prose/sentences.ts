/** A stretch of a text: `text` is the masked text between `start` and `end`, without white space around it. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Longest stretch that is read as one: what goes on for longer is not a sentence. */
const LONGEST = 600;

/** Where one sentence ends: closing punctuation before white space, an empty line, or the start of a list's item. */
const BOUNDARY = /[.!?]+["')\]]{0,2}(?=\s)|\n(?=[ \t]{0,200}(?:[-*+•][ \t]|\d{1,2}[.)][ \t]|\n))|;(?=\s)/g;

/** After these a full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|no|mr|mrs|dr|st)\.$/i;

/** Cuts a masked text into sentences, in order; blank ones are left out. Linear in the text's length. */
export function sentencesOf(masked: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const add = (end: number): void => {
    for (let from = start; from < end; from += LONGEST) {
      const sentence = trimmed(masked, from, Math.min(end, from + LONGEST));
      if (sentence) sentences.push(sentence);
    }
    start = end;
  };
  for (const match of masked.matchAll(BOUNDARY)) {
    const end = match.index + match[0].length;
    if (match[0] === '.' && ABBREVIATION.test(masked.slice(Math.max(start, end - 10), end))) continue;
    add(end);
  }
  add(masked.length);
  return sentences;
}

function trimmed(masked: string, start: number, end: number): Sentence | undefined {
  const slice = masked.slice(start, end);
  const text = slice.trim();
  if (text === '') return undefined;
  const from = start + slice.length - slice.trimStart().length;
  return { start: from, end: from + text.length, text };
}
