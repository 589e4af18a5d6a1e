import type { Candidate } from '@arbiter/contracts';
import { maskAccount } from '../list-unmatched/mask-account.ts';
import type { Likeness } from '../persistence/suggestion.repository.ts';

/** How much each trait says, as if it were a probability. */
const WEIGHTS = { name: 0.5, handle: 0.45 } as const;

/** Somebody whom nobody has named either is less worth knowing. */
const UNKNOWN = 0.8;

const MOST = 5;

/** The candidates of one person, the most likely first; of equals, always the same first. */
export function rank(likenesses: readonly Likeness[]): Candidate[] {
  return likenesses
    .map(({ candidateId, known, traits, kind, value }) => ({
      personId: candidateId,
      account: maskAccount({ kind, value }),
      score: scoreOf(traits, known),
      reasons: traits.toSorted().map((trait) => `same-${trait}` as const),
    }))
    .toSorted((one, other) => other.score - one.score || (one.personId < other.personId ? -1 : 1))
    .slice(0, MOST);
}

function scoreOf(traits: Likeness['traits'], known: boolean): number {
  const doubt = traits.reduce((rest, trait) => rest * (1 - WEIGHTS[trait]), 1);
  return Math.round((1 - doubt) * (known ? 1 : UNKNOWN) * 1000) / 1000;
}
