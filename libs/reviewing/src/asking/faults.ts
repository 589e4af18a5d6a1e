import { AnswerRefused, AnswerUnusable, BudgetExhausted, ModelFault, TaskNotServed } from '@arbiter/llm';
import { DependencyDown, Postponed } from '@arbiter/service';
import type { Fault } from '../review/review.ts';

/**
 * What went wrong, in a review's words; undefined for what is no model's and no budget's doing: that is a mistake of ours
 * and is thrown on.
 */
export function faultOf(error: unknown, task: Fault['task'], signal?: AbortSignal): Fault | undefined {
  if (signal?.aborted === true) return { task, reason: 'aborted', retryable: true };
  if (error instanceof BudgetExhausted) {
    const { budget, periodEndsAt } = error;
    return {
      task,
      reason: budget === undefined ? 'caps' : 'budget',
      retryable: false,
      ...(periodEndsAt !== null && { until: periodEndsAt }),
    };
  }
  if (error instanceof AnswerRefused) return { task, reason: 'model-refused', retryable: false };
  if (error instanceof AnswerUnusable) return { task, reason: 'model-unusable', retryable: false };
  if (error instanceof TaskNotServed) return { task, reason: 'not-served', retryable: false };
  if (error instanceof ModelFault) {
    const late = error.kind === 'timeout';
    return { task, reason: late ? 'model-timeout' : 'model-fault', retryable: error.retryable };
  }
  const later = error instanceof DependencyDown || error instanceof Postponed;
  return later ? { task, reason: 'model-down', retryable: true } : undefined;
}

/** Whether nothing may be spent any more: no fault of anybody. */
export const isSpent = ({ reason }: Fault): boolean => reason === 'caps' || reason === 'budget';
