import { type FileDiff, type Steps, finishInTurns } from '@arbiter/diff';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { findingsIn } from '../rules/review-by-rules.ts';
import { filePieces } from './render.ts';
import type { ReviewInput } from './review.answer.ts';
import { reviewPrompt } from './review.prompt.ts';
import { review } from './review.task.ts';

/**
 * The task for one input that only rules will see, and that may be as long as a change is: what they answer is made out
 * beforehand, while others have their turns, and the input is known by its digest and its length instead of as one text.
 */
export async function beforehand(input: ReviewInput): Promise<typeof review> {
  const findings = await finishInTurns(findingsIn(input.files));
  const { user } = reviewPrompt({ ...input, files: [] });
  const { digest, bytes } = await finishInTurns(digested(user, input.files));
  return { ...review, rules: () => ({ findings }), render: () => digest, bytesOf: () => bytes };
}

function* digested(
  frame: string,
  files: readonly FileDiff[],
): Steps<{ readonly digest: string; readonly bytes: number }> {
  const hash = createHash('sha256').update(`${String(frame.length)}:${frame}`);
  let bytes = Buffer.byteLength(frame);
  for (const file of files) {
    for (const piece of filePieces(file)) {
      hash.update(piece);
      bytes += Buffer.byteLength(piece);
      yield;
    }
  }
  return { digest: hash.digest('base64url'), bytes };
}
