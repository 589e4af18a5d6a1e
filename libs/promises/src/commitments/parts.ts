import type { Expression } from '../deadlines/token.ts';
import { isErrand, isWork } from './promise-words.ts';
import { PIECE_OF_WORK } from './undertaking-words.ts';

/** What joins a second piece of work to the first: "and the tests by Friday", "then add the tests". */
const JOINT = /^(?:,? (?:and then|and|then)|,) /;

/** What stands before a date and belongs to it. */
const BEFORE_DATE = /(?:^| )(?:by|on|before|until|till|at|in|due|no later than|for)? ?$/i;

/** Things of one's own, named anew. */
const THING = new RegExp(`^(?:(?:the|a|an|my|our|its|their|another|some) [^,.;:]*[a-z]|${PIECE_OF_WORK}\\b)`, 'i');

/** What only looks like a thing: a time, or a clause of its own ("and the tests pass today"). */
const NO_THING =
  /^(?:the|an?) (?:day|week|weekend|month|quarter|hour|morning|evening|night|latest|earliest|same|other|bit)\b|\b(?:is|are|was|were|will|has|have|pass(?:es)?|fails?|works?|runs?|needs?)\b/i;

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
    const isPart = (THING.test(work) && !NO_THING.test(work)) || isWork(verb) || isErrand(verb);
    return isPart ? [{ end, start }] : [];
  });
}
