import type { Guidance, Tone } from '@arbiter/contracts';
import { type Directness, leastDirect } from './culture.ts';
import type { SafetyRules } from './safety/audit-text.ts';
import { literalRule, wordsOf } from './words.ts';

/** Rules that hold for one department: everything that applies, put together. */
export interface Rulebook {
  readonly safety: SafetyRules;
  readonly maxTone: Tone;
  readonly directness: Directness | undefined;
  /** Something in it was generated and nobody has verified it. */
  readonly unverified: boolean;
}

/** Who may be meant by a guidance. Absent: everybody. */
export interface Place {
  readonly industry: string | undefined;
  readonly department: string | undefined;
}

const SAME = (one: string | undefined, other: string | undefined): boolean =>
  one?.toLowerCase() === other?.toLowerCase();

/**
 * Rule 8: of the operator's rules the nearest count: industry and department, else the industry's, else everybody's. Their
 * words come on top of the shipped ones, which nothing takes away; a phrase that they exempt is exempt.
 */
export function nearest(guidances: readonly Guidance[], { industry, department }: Place): Guidance | undefined {
  const wanted = [
    ...(industry !== undefined && department !== undefined ? [{ industry, department }] : []),
    ...(industry !== undefined ? [{ industry, department: undefined }] : []),
    { industry: undefined, department: undefined },
  ];
  for (const place of wanted) {
    const found = guidances.find(
      (guidance) => SAME(guidance.industry, place.industry) && SAME(guidance.department, place.department),
    );
    if (found) return found;
  }
  return undefined;
}

/** Nobody is confronted unless an operator has said in so many words that it may be. */
const HARDEST: Tone = 'firm';

export function rulebookOf(shipped: SafetyRules, guidance: Guidance | undefined): Rulebook {
  if (guidance === undefined) return { safety: shipped, maxTone: HARDEST, directness: undefined, unverified: false };
  const own = (words: readonly string[]) => words.map((word) => wordsOf(literalRule(word)));
  return {
    safety: {
      hardBlock: [...shipped.hardBlock, ...own(guidance.hardBlock)],
      unsafe: [...shipped.unsafe, ...own(guidance.unsafe)],
      ambiguous: shipped.ambiguous,
      exempt: [...shipped.exempt, ...own(guidance.exempt)],
    },
    maxTone: guidance.maxTone ?? HARDEST,
    directness: guidance.directness === undefined ? undefined : leastDirect(guidance.directness),
    unverified: guidance.generated && !guidance.verified,
  };
}
