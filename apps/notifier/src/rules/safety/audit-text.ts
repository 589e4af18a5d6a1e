import type { SafetyCategory } from '@arbiter/contracts';
import { type Hit, type Words, hitsOf, plainly, withoutCode } from '../words.ts';

/** What stops a message, what has to be said otherwise, what a human has to look at, and what is harmless. */
export interface SafetyRules {
  readonly hardBlock: readonly Words[];
  readonly unsafe: readonly Words[];
  readonly ambiguous: readonly Words[];
  readonly exempt: readonly Words[];
}

export interface Verdict {
  readonly category: SafetyCategory;
  readonly hits: readonly Hit[];
  /** Of the category, 0 to 1. */
  readonly confidence: number;
}

/**
 * Rule 6: the gravest category with a hit counts, hard block before unsafe before ambiguous. What lies within a harmless
 * phrase is harmless: "client pricing" passes, "your salary reduction" does not. Code is no message.
 */
export function auditText(text: string, rules: SafetyRules): Verdict {
  const read = plainly(withoutCode(text));
  const harmless = hitsOf(read, rules.exempt);
  const found = (words: readonly Words[]) => hitsOf(read, words).filter((hit) => !covered(hit, harmless));
  const categories = [
    ['hard_block', rules.hardBlock],
    ['unsafe', rules.unsafe],
    ['ambiguous', rules.ambiguous],
  ] as const;
  for (const [category, words] of categories) {
    const hits = found(words);
    if (hits.length > 0) return { category, hits, confidence: Math.max(...hits.map((hit) => hit.words.weight)) };
  }
  return { category: 'safe', hits: [], confidence: 1 };
}

/** Only a phrase that begins no later than the hit excuses it: "your salary field reduction" is still about a salary. */
const covered = ({ start, end }: Hit, harmless: readonly Hit[]): boolean =>
  harmless.some((phrase) => phrase.start <= start && end <= phrase.end);
