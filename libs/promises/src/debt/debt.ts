import { CUES } from './debt-cues.ts';

const between = (words: string): string => `(?<![\\w-])(?:${words})(?![\\w-])`;

const CUE_PATTERNS = CUES.map(({ weight, words }) => ({ weight, pattern: new RegExp(between(words), 'i') }));

/** What every debt note contains: a cue that is enough, or nearly. */
export const DEBT_HINT = new RegExp(
  between(
    CUES.filter(({ weight }) => weight > 0.5)
      .map(({ words }) => words)
      .join('|'),
  ),
  'i',
);

/** How sure it is that a sentence admits debt; undefined where it does not. */
export function debtIn(sentence: string): number | undefined {
  if (!DEBT_HINT.test(sentence)) return undefined;
  const sum = CUE_PATTERNS.reduce((total, { weight, pattern }) => (pattern.test(sentence) ? total + weight : total), 0);
  return sum >= 1 ? Math.min(0.95, 0.7 + 0.1 * sum) : undefined;
}
