import { type SafetyRules, type Verdict, auditText } from './audit-text.ts';

export interface Correction {
  readonly kind: 'surgical' | 'full_rewrite';
  readonly text: string;
}

/** What may be done with a text. `human`: somebody has to look at it; `blocked`: it is never sent. */
export interface Supervision {
  readonly outcome: 'pass' | 'human' | 'blocked';
  /** What was found in the text as it came. */
  readonly verdict: Verdict;
  readonly correction: Correction | null;
  readonly why: readonly string[];
}

/** More places than this are not mended, but said anew. */
const MOST_CUTS = 2;

/**
 * Rules 5 to 7. An unsafe text is corrected once, by exchanging the words or by saying it anew, and audited once more;
 * still unsafe goes to a human. A supervisor who is not sure of the finding corrects nothing.
 *
 * @param sure `SAFETY_CONFIDENCE_THRESHOLD`
 * @param anew the same said in the kindest words that there are
 */
export function supervise(text: string, rules: SafetyRules, sure: number, anew: () => string): Supervision {
  const verdict = auditText(text, rules);
  const found = { verdict, correction: null };
  switch (verdict.category) {
    case 'safe':
      return { ...found, outcome: 'pass', why: [] };
    case 'hard_block':
      return { ...found, outcome: 'blocked', why: [`hard block: ${categoriesOf(verdict)}`] };
    case 'ambiguous':
      return { ...found, outcome: 'human', why: ['the words can be meant in more than one way'] };
    case 'unsafe':
      break;
  }
  if (verdict.confidence < sure)
    return { ...found, outcome: 'human', why: ['perhaps unsafe: not sure enough to correct it'] };
  const correction = correct(text, verdict, anew);
  const again = auditText(correction.text, rules);
  if (again.category === 'hard_block')
    return { verdict, correction, outcome: 'blocked', why: ['hard block after correction'] };
  if (again.category !== 'safe')
    return { verdict, correction, outcome: 'human', why: ['still unsafe after correction'] };
  return { verdict, correction, outcome: 'pass', why: [`unsafe words corrected (${correction.kind})`] };
}

/** Rule 7. A few words that have a substitute are exchanged; anything else is said anew. */
function correct(text: string, { hits }: Verdict, anew: () => string): Correction {
  const mendable = hits.length <= MOST_CUTS && hits.every(({ words }) => words.instead !== undefined);
  if (!mendable) return { kind: 'full_rewrite', text: anew() };
  const mended = hits
    .toSorted((one, other) => other.start - one.start)
    .reduce((rest, { start, end, words }) => rest.slice(0, start) + (words.instead ?? '') + rest.slice(end), text);
  return {
    kind: 'surgical',
    text: mended
      .replaceAll(/ {2,}/g, ' ')
      .replaceAll(/ +([.,;!?])/g, '$1')
      .trim(),
  };
}

const categoriesOf = ({ hits }: Verdict): string =>
  [...new Set(hits.map(({ words }) => words.category ?? 'own rule'))].toSorted().join(', ');
