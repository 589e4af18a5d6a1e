import type { Evidence } from '@arbiter/contracts';
import type { Forest } from './forest.ts';

/** More identities than this in one person are a crowd: somebody has to say that they mean it. */
export const CROWD = 10;

/** Somebody, or something, says that a person is another one. */
export interface Wish {
  readonly personId: string;
  readonly intoId: string;
  readonly evidence: Evidence;
  /** Whoever asks has been told that it is a crowd, and means it. */
  readonly confirmed?: boolean;
}

/** What became of a wish. Everything but the first two changes nothing, and waits for somebody's word. */
export type Outcome =
  'matched' | 'already-one' | 'unknown-person' | 'different-kinds' | 'too-weak' | 'both-known' | 'crowd';

/**
 * Carries out, one after the other, the matches that may be made, and says for each wish what became of it. A name or a
 * user name alone matches nobody; less than the operator's word matches no two people whom the directory tells apart;
 * an automaton is never a person; and whoever would become a crowd is left alone.
 */
export function planMatches(wishes: readonly Wish[], forest: Forest): readonly Outcome[] {
  return wishes.map(({ personId, intoId, evidence, confirmed = false }) => {
    const person = forest.rootOf(personId);
    const into = forest.rootOf(intoId);
    if (!person || !into) return 'unknown-person';
    if (person.id === into.id) return 'already-one';
    if (evidence === 'name' || evidence === 'user-name') return 'too-weak';
    if (person.kind !== into.kind) return 'different-kinds';
    const said = evidence === 'directory';
    if (!said && person.standing === 'known' && into.standing === 'known') return 'both-known';
    if (!confirmed && person.members + into.members > CROWD) return 'crowd';
    // What merely suggests itself never takes a name away from somebody who has one.
    if (!said && person.standing === 'known') forest.match(into, person, evidence);
    else forest.match(person, into, evidence);
    return 'matched';
  });
}
