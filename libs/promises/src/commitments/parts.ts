import type { Expression } from '../deadlines/token.ts';
import { isErrand, isWork } from './promise-words.ts';

/** What joins a second piece of work to the first: "and the tests by Friday", "then add the tests". */
const JOINT = /^(?:,? (?:and then|and|then)|,(?= (?:the|a|an|my|our|then) )) /;

/** What stands before a date and belongs to it. */
const BEFORE_DATE = /(?:^| )(?:by|on|before|until|till|at|in|due|no later than|for)? ?$/i;

/** Things of one's own, named anew. */
const THING = /^(?:the|a|an|my|our|its|their|another|some) [^,.;:]*[a-z]/i;

/**
 * Where the second and later pieces of work begin that one "I'll" promises for dates of their own: "I'll send the draft
 * Monday | the final version by Friday". Offsets in the prose that the expressions were read from; empty where there is one
 * piece only. "Monday and Tuesday" and "by Friday or Monday" are dates of the same piece.
 */
export function laterPartsOf(prose: string, expressions: readonly Expression[]): { end: number; start: number }[] {
  return expressions.slice(1).flatMap((expression, index) => {
    const end = expressions[index]?.end ?? 0;
    const joint = JOINT.exec(prose.slice(end, expression.start));
    if (!joint) return [];
    const start = end + joint[0].length;
    const work = prose.slice(start, expression.start).replace(BEFORE_DATE, '');
    const [verb = ''] = work.split(' ');
    return THING.test(work) || isWork(verb) || isErrand(verb) ? [{ end, start }] : [];
  });
}
