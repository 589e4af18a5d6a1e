import { CUES } from './debt-cues.ts';

/** A family of cues: alternatives that say the same, and how much they say. */
export interface CueFamily {
  readonly weight: number;
  /** Each alternative apart, as the trainer leaves some of them out. */
  readonly alternatives: readonly RegExp[];
  /** All of them at once. */
  readonly any: RegExp;
}

const between = (words: string): string => `(?<![\\w-])(?:${words})(?![\\w-])`;

/** Cuts a regular expression's source at its outermost bars. */
function alternativesOf(source: string): string[] {
  const alternatives = [''];
  let depth = 0;
  for (const [token] of source.matchAll(/\\.|\[[^\]]*\]|./g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) alternatives.push('');
    else alternatives.push(`${alternatives.pop() ?? ''}${token}`);
  }
  return alternatives;
}

export const CUE_FAMILIES: readonly CueFamily[] = CUES.map(({ weight, words }) => ({
  weight,
  alternatives: alternativesOf(words).map((alternative) => new RegExp(between(alternative), 'i')),
  any: new RegExp(between(words), 'i'),
}));

/** What every debt note contains: one cue at least, however weak. */
export const DEBT_HINT = new RegExp(between(CUES.map(({ words }) => words).join('|')), 'i');
