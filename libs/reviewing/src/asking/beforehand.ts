import { eachInTurns, inTurns } from '@arbiter/diff';
import { findingsIn } from '../rules/review-by-rules.ts';
import { renderFile } from './render.ts';
import type { ReviewInput } from './review.answer.ts';
import { promptAbout } from './review.prompt.ts';
import { review } from './review.task.ts';

/**
 * The task for one input that only rules will see, and that may be as long as a change is: what they answer and how it reads
 * is made out beforehand, while others have their turns.
 */
export async function beforehand(input: ReviewInput): Promise<typeof review> {
  const findings = (await inTurns(findingsIn(input.files))).flat();
  const diff = (await eachInTurns(input.files, renderFile)).join('');
  const { user } = promptAbout(diff, input);
  return { ...review, rules: () => ({ findings }), render: () => user };
}
