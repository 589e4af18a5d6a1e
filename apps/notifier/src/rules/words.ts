import { z } from 'zod';

/** A pattern and how sure it is of what it finds, 0 to 1. Letter case does not count. */
export const WordRule = z.object({
  pattern: z.string().min(2).max(600),
  weight: z.number().min(0).max(1).default(1),
  /** What can stand there instead; absent where nothing can. */
  instead: z.string().max(200).optional(),
  category: z.string().max(64).optional(),
});
export type WordRule = z.infer<typeof WordRule>;

/** A rule that is ready to be used. */
export interface Words extends Omit<WordRule, 'pattern'> {
  readonly expression: RegExp;
}

export const wordsOf = (rule: WordRule): Words => ({
  ...rule,
  // Boundaries that know letters of all languages: `\b` alone knows ASCII's.
  expression: new RegExp(
    rule.pattern.replaceAll(
      '\\b',
      '(?:(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_]))',
    ),
    'giu',
  ),
});

/** A word or phrase of an operator, literally, where no letter or digit goes on before or behind it. */
export const literalRule = (words: string): WordRule => ({
  pattern: `(?<![\\p{L}\\p{N}_])${words.replaceAll(/[\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/\s+/g, '\\s+')}(?![\\p{L}\\p{N}_])`,
  weight: 1,
});

/** Where a rule found something. Offsets are UTF-16, `end` exclusive. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly words: Words;
}

export function hitsOf(text: string, rules: readonly Words[]): readonly Hit[] {
  return rules
    .flatMap((words) =>
      Array.from(text.matchAll(words.expression), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        words,
      })),
    )
    .filter(({ start, end }) => end > start);
}

/** Code is nobody's tone: fenced and inline code become blanks of the same length, so that offsets stay. */
export const withoutCode = (text: string): string =>
  text.replaceAll(/(```|~~~)[\s\S]*?(?:\1|$)|`[^`\n]*`/g, (code) => code.replaceAll(/[^\n]/g, ' '));

/** Typographic apostrophes and exotic blanks, one letter for one: rules are written with the plain ones. */
export const plainly = (text: string): string =>
  text.replaceAll(/[\u2018\u2019\u02bc]/g, "'").replaceAll(/[\u00a0\u2007\u202f\u2009]/g, ' ');
