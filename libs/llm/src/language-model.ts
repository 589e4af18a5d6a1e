import type { TokenUsage, Usage } from '@arbiter/contracts';
import type { z } from 'zod';

/** What a model can be asked to do. Prices, routes, metrics and budgets go by this name. */
export type TaskName = Usage['task'];

/** One kind of question: what goes in, and the fixed shape of what comes out. */
export interface Task<Input, Answer> {
  readonly name: TaskName;
  /** Changes with the rules, the prompt or the schema: an answer of another version is another answer. */
  readonly version: string;
  /** What every provider's answer satisfies. */
  readonly answer: z.ZodType<Answer>;
  /** The input as one text: what is digested, counted and, with a model, sent. */
  render(input: Input): string;
}

/** One question. */
export interface Question<Input> {
  /** What the question is about (a journey key): the same text asked for two commits is two charges. */
  readonly key: string;
  readonly input: Input;
}

/** What one answered call used: the part of a usage event that the provider knows. */
export interface AnswerUsage {
  /** The provider's response id, or one made of the question where it gives none. */
  readonly usageId: string;
  readonly provider: string;
  readonly model: string;
  readonly tokens: TokenUsage;
  /** When it was answered: ISO 8601, UTC. */
  readonly at: string;
}

export interface Answered<Answer> {
  readonly answer: Answer;
  readonly usage: AnswerUsage;
}

export interface AskOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** A model of some provider, or rules that answer in its place. */
export interface LanguageModel {
  readonly provider: string;
  readonly model: string;
  /** Whether it can do the task at all. */
  serves(task: TaskName): boolean;
  /**
   * Asks many questions of one kind; answers stand in the order of the questions. Fails whole: a caller who wants to know
   * which one it was asks them one by one.
   */
  askAll<Input, Answer>(
    task: Task<Input, Answer>,
    questions: readonly Question<Input>[],
    options?: AskOptions,
  ): Promise<readonly Answered<Answer>[]>;
}
