/** A stretch of a text: `text` is the masked text between `start` and `end`, without white space around it. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Longest stretch that is read as one: what goes on for longer is not a sentence. */
const LONGEST = 600;

/** Where one sentence ends: closing punctuation before white space, an empty line, a heading, or the start of a list's item. */
const BOUNDARY = /[.!?]+["')\]]{0,2}(?=\s)|\n(?=[ \t]{0,200}(?:[-*+•][ \t]|\d{1,2}[.)][ \t]|\n))|;(?=\s)|#{2,6}(?=\s)/g;

/** After these a full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|no|mr|mrs|dr|st)\.$/i;

/** The first line of a commit message or a description, which seldom ends in a full stop; wrapped prose goes on in lower case. */
const SUBJECT = /^[^\n]{1,120}(?=\r?\n\s{0,20}[^\sa-z])/;

/** Cuts a masked text into sentences, in order; blank ones are left out. Linear in the text's length. */
export function sentencesOf(masked: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const add = (end: number): void => {
    while (start < end) {
      const stop = wholeCharacter(masked, Math.min(end, start + LONGEST));
      const sentence = trimmed(masked, start, stop);
      if (sentence) sentences.push(sentence);
      start = stop;
    }
  };
  const subject = SUBJECT.exec(masked);
  if (subject) add(subject[0].length);
  for (const match of masked.matchAll(BOUNDARY)) {
    if (match.index < start) continue;
    const end = match.index + match[0].length;
    if (match[0] === '.' && ABBREVIATION.test(masked.slice(Math.max(start, end - 10), end))) continue;
    add(end);
  }
  add(masked.length);
  return sentences;
}

/** The same place, or the one before it where it would part the two halves of a character. */
const wholeCharacter = (text: string, index: number): number =>
  index < text.length && /[\uD800-\uDBFF]/.test(text.charAt(index - 1)) ? index - 1 : index;

function trimmed(masked: string, start: number, end: number): Sentence | undefined {
  const slice = masked.slice(start, end);
  const text = slice.trim();
  if (text === '') return undefined;
  const from = start + slice.length - slice.trimStart().length;
  // Lines of a wrapped sentence are its words: offsets stay, as one blank stands for one.
  return { start: from, end: from + text.length, text: text.replaceAll(/[\t\r\n]/g, ' ') };
}
