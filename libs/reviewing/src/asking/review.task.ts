import type { Task } from '@arbiter/llm';
import { reviewByRules } from '../rules/review-by-rules.ts';
import { ReviewAnswer, type ReviewInput } from './review.answer.ts';
import { type ReviewWire, reviewSide } from './review.model.ts';
import { reviewPrompt } from './review.prompt.ts';

/** Looks at a diff and says what is wrong with it. */
export const review: Task<ReviewInput, ReviewAnswer, ReviewWire> = {
  name: 'review',
  version: '1',
  answer: ReviewAnswer,
  render: (input) => reviewPrompt(input).user,
  rules: reviewByRules,
  model: reviewSide,
};
