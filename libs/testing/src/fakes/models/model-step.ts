import type { TokenUsage } from '@arbiter/contracts';

/**
 * How the next request is answered.
 *
 * Billed and answered: `answer`, well; `fenced`, in a Markdown fence; `cut`, off at the limit; `not-json`; `wrong-schema`;
 * `refusal`; `no-usage`, `negative-usage`, `absurd-usage`: well, but with such a count of tokens.
 * Billed and not answered: `stall`, never; `hang-up`, the connection ends; `half-body`, it ends in the middle of the body.
 * Not billed: `rate-limited` (429), `error` (500), `overloaded` (529 or 503), `unauthorized` (401).
 */
export const STEPS = [
  'answer',
  'fenced',
  'cut',
  'not-json',
  'wrong-schema',
  'refusal',
  'no-usage',
  'negative-usage',
  'absurd-usage',
  'stall',
  'hang-up',
  'half-body',
  'rate-limited',
  'error',
  'overloaded',
  'unauthorized',
] as const;
export type StepName = (typeof STEPS)[number];

/** A step with what is special about it. */
export interface ModelStep {
  readonly kind: StepName;
  /** What the model writes instead of what it would. */
  readonly answer?: unknown;
  /** What is billed instead of what would be counted. */
  readonly usage?: Partial<TokenUsage>;
  readonly serviceTier?: string;
  /** Seconds that a `rate-limited` caller is asked to wait: 1. */
  readonly retryAfter?: number;
  /** Milliseconds before the answer. */
  readonly delay?: number;
}

/** Steps by name, or with details. */
export type Script = readonly (StepName | ModelStep)[];

export const stepOf = (step: StepName | ModelStep): ModelStep => (typeof step === 'string' ? { kind: step } : step);
