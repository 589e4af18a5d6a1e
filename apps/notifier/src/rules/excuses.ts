import type { Excuse } from '@arbiter/contracts';
import { type Words, hitsOf, plainly, withoutCode } from './words.ts';

export type ExcuseRules = Readonly<Record<Excuse, readonly Words[]>>;

export interface ExcuseFound {
  readonly excuse: Excuse;
  readonly confidence: number;
}

/** Distress before everything else; a good reason before a bad one. */
const ORDER: readonly Excuse[] = ['burnout_signal', 'legitimate', 'deflection'];

/** Rule 1: what kind of reason a person's own words give; undefined where they give none that we know. */
export function excuseOf(text: string, rules: ExcuseRules): ExcuseFound | undefined {
  const read = plainly(withoutCode(text));
  for (const excuse of ORDER) {
    const hits = hitsOf(read, rules[excuse]);
    if (hits.length > 0) return { excuse, confidence: Math.max(...hits.map(({ words }) => words.weight)) };
  }
  return undefined;
}
