import { Buffer } from 'node:buffer';
import type { ReviewCaps } from '@arbiter/llm';
import { reviewPrompt } from '../asking/review.prompt.ts';
import type { ReviewInput } from '../asking/review.answer.ts';
import { reviewSide } from '../asking/review.model.ts';
import type { Room } from './pack.ts';

/** Tokens of diff in one call beyond which models read carelessly. */
const PER_CALL = 24_000;

/** Most calls of one review. */
const CALLS = 12;

/** What the form of the answer and the provider's own words take, bytes. */
const FORM = 2_200;

/** What an answer usually takes, tokens. */
const ANSWER = 1_200;

/** The part of the caps that the second pass may use, and the most that it is given, bytes. */
const SECOND_PASS = { part: 0.2, most: 48_000 } as const;

/** Bytes of what the second pass may be told, within the caps of a review. */
export const bytesForJudge = ({ tokens }: ReviewCaps): number =>
  Math.min(SECOND_PASS.most, Math.floor(tokens * SECOND_PASS.part));

/** How much of a diff may be asked about within the caps, where each call says what `frame` says besides. */
export function roomIn(caps: ReviewCaps, frame: Omit<ReviewInput, 'files'>): Room {
  const { system, user } = reviewPrompt({ ...frame, files: [] });
  const bytes = Buffer.byteLength(system) + Buffer.byteLength(user) + FORM;
  return {
    perCall: PER_CALL,
    calls: CALLS,
    total: caps.tokens,
    reserve: bytesForJudge(caps),
    held: bytes + reviewSide.output.least,
    taken: Math.ceil(bytes / 3) + ANSWER,
  };
}
