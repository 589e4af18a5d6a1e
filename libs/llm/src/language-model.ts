import type { BudgetSubject, TokenUsage, Usage } from '@arbiter/contracts';
import type { z } from 'zod';

/** What a model can be asked to do. Prices, routes, metrics and budgets go by this name. */
export type TaskName = Usage['task'];

/** What a model is told, the task's own words apart from the text that they are about. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/** How a task is put to a model. Rules need none of it. */
export interface ModelSide<Input, Answer, Wire> {
  prompt(input: Input): Prompt;
  /** What the model writes: plain and flat, with nothing in it that we can work out ourselves. */
  readonly wire: z.ZodType<Wire>;
  /** Makes the answer of it. What cannot be found in the input was invented, and is left out. */
  read(wire: Wire, input: Input): Answer;
  /** Whether every quotation in it stands in this input: an answer to another text is used again only then. */
  fits(wire: Wire, input: Input): boolean;
  /** Output tokens that are asked for, and below which asking is of no use. */
  readonly output: { readonly most: number; readonly least: number };
  /** Whether an answer to nearly the same text may serve; says what must be equal besides. */
  readonly near?: { text(input: Input): string; cues(input: Input): readonly string[] };
}

/** One kind of question: what goes in, and the fixed shape of what comes out. */
export interface Task<Input, Answer, Wire = unknown> {
  readonly name: TaskName;
  /** Changes with the rules, the prompt or the schema: an answer of another version is another answer. */
  readonly version: string;
  /** What every provider's answer satisfies. */
  readonly answer: z.ZodType<Answer>;
  /** The input as one text: what is digested, and counted where no model is asked. */
  render(input: Input): string;
  /** How long the input is where `render` only names it, bytes. */
  bytesOf?(input: Input): number;
  /** How it is done without a model, on this machine, at $0: the same input gives the same answer. Absent: only models do it. */
  readonly rules?: (input: Input) => Answer;
  /** Absent: only rules do it. */
  readonly model?: ModelSide<Input, Answer, Wire>;
}

/** How much depends on a repository: it decides which models are asked for it. */
export type RepositoryClass = 'critical' | 'standard' | 'mock';

/** On whose account a question is asked. */
export interface Account {
  readonly subject: BudgetSubject;
  /** `owner/name`: finds the repository's class. */
  readonly repository?: string;
  /** The review that it belongs to, whose own caps hold too. */
  readonly review?: string;
  /** Caps of that review where its repository wants less than the operator allows; more is never granted. */
  readonly reviewCaps?: Partial<ReviewCaps>;
}

/** What one review may use, over all its calls, retries and fallbacks. */
export interface ReviewCaps {
  /** US dollars, decimal. */
  readonly usd: string;
  readonly tokens: number;
}

/** Who a repository would like to be asked by its own configuration. What the operator set up for it holds first. */
export interface Wish {
  readonly class?: RepositoryClass;
  /** Taken where its provider may be asked, and where it is no dearer than the model that it stands for. */
  readonly model?: string;
}

/** One question. */
export interface Question<Input> {
  /** What the question is about (a journey key): the same text asked for two commits is two charges. */
  readonly key: string;
  readonly input: Input;
  readonly account?: Account;
  readonly wish?: Wish;
}

/** What one answered call used: the part of a usage event that the provider knows. */
export interface AnswerUsage extends Pick<Usage, 'reservationId' | 'serviceTier' | 'savedBy' | 'estimated'> {
  /** The provider's response id, or one made of the question where it gives none. */
  readonly usageId: string;
  readonly provider: string;
  readonly model: string;
  readonly tokens: TokenUsage;
  /** When it was answered: ISO 8601, UTC. */
  readonly at: string;
}

/** Usages of one answer: the call that answered is the last. */
export type Usages = readonly [...AnswerUsage[], AnswerUsage];

export interface Answered<Answer> {
  readonly answer: Answer;
  /** Every call that was billed for it; of an answer from the cache, what it saved. */
  readonly usages: Usages;
}

export interface AskOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}
