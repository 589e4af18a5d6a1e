import { Postponed } from '@arbiter/service';
import type { AnswerUsage, TaskName } from './language-model.ts';

/** No configured provider can do the task. It is the configuration's fault: asking again does not help. */
export class TaskNotServed extends Error {
  readonly code = 'task-not-served';
  readonly task: TaskName;

  constructor(provider: string, task: TaskName) {
    super(`The provider ${provider} does not do the task ${task}.`);
    this.name = 'TaskNotServed';
    this.task = task;
  }
}

/** The model answered twice, and neither time in the form that was asked for. */
export class AnswerUnusable extends Error {
  readonly code = 'answer-unusable';

  constructor(model: string, problem: string) {
    super(`The answer of ${model} cannot be used: ${problem}.`);
    this.name = 'AnswerUnusable';
  }
}

/** The model will not answer. */
export class AnswerRefused extends Error {
  readonly code = 'answer-refused';

  constructor(model: string) {
    super(`The model ${model} refused to answer.`);
    this.name = 'AnswerRefused';
  }
}

/** A time that never comes: until then somebody may raise the cap. */
const NEVER = '9999-12-31T00:00:00Z';

/**
 * Nothing is left of a budget, and nothing cheaper may answer. The work waits until the period turns or the cap is raised;
 * work on other accounts goes on.
 */
export class BudgetExhausted extends Postponed {
  readonly code = 'budget-exhausted';
  /** When the budget starts again, ISO 8601; null: not by itself. */
  readonly periodEndsAt: string | null;
  /** The budget's id; undefined where it is the review's own cap, which no period lifts. */
  readonly budget: string | undefined;

  constructor(periodEndsAt: string | null, budget: string | undefined) {
    super('nothing is left of the budget', new Date(periodEndsAt ?? NEVER));
    this.name = 'BudgetExhausted';
    this.periodEndsAt = periodEndsAt;
    this.budget = budget;
  }
}

const billed = new WeakMap<object, readonly AnswerUsage[]>();

/** Notes on an error what was billed before it came, and hands the error back. */
export function noteUsages<Thrown>(error: Thrown, usages: readonly AnswerUsage[]): Thrown {
  if (typeof error === 'object' && error !== null && usages.length > 0) billed.set(error, usages);
  return error;
}

/** What was billed for a question that came to nothing: it belongs in the ledger all the same. */
export const usagesOf = (error: unknown): readonly AnswerUsage[] =>
  (typeof error === 'object' && error !== null ? billed.get(error) : undefined) ?? [];
