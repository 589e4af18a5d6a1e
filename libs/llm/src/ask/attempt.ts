import type { TokenUsage } from '@arbiter/contracts';
import { logger } from '@arbiter/telemetry';
import { hash } from 'node:crypto';
import type { BudgetGate, Reservation } from '../budget/budget-gate.ts';
import type { InputBounds } from '../budget/input-bound.ts';
import type { AnswerUsage, ModelSide, Question, ReviewCaps, TaskName } from '../language-model.ts';
import { ModelFault } from '../providers/model-fault.ts';
import type { Completion, ModelProvider } from '../providers/provider.ts';
import type { Conversation } from './conversation.ts';
import { callModel } from './model-call.ts';

/** What is asked, of whom, and for whom. */
export interface Attempt {
  readonly task: TaskName;
  readonly provider: ModelProvider;
  readonly model: string;
  readonly conversation: Conversation;
  readonly output: ModelSide<never, never, never>['output'];
  readonly account: Question<never>['account'];
}

/** What holds for every attempt. */
export interface AttemptRules {
  readonly gate: BudgetGate;
  readonly bounds: InputBounds;
  /** Longest time of one call, milliseconds. */
  readonly timeout: number;
  /** Caps of one review. */
  readonly reviewCaps: ReviewCaps;
}

/** What came of an attempt that was answered. */
export interface Attempted {
  readonly completion: Completion;
  readonly usage: AnswerUsage;
}

/** Time beyond the call's own that a reservation is held, seconds: nothing that is still under way may expire. */
const LEASE_MARGIN = 30;

/**
 * One attempt: money is set aside, the model is asked, and what became of it is told to the budget.
 * @throws ModelFault, NothingLeft, Contended, DependencyDown
 */
export async function attempt(asked: Attempt, rules: AttemptRules, signal?: AbortSignal): Promise<Attempted> {
  const { task, provider, model, conversation, output, account } = asked;
  await provider.ready();
  const counter = `${provider.name}/${model}`;
  const input = rules.bounds.bound(counter, conversation);
  const reservation = await rules.gate.reserve({
    subject: account?.subject ?? {},
    ...(account?.review !== undefined && {
      review: { id: account.review, caps: lower(rules.reviewCaps, account.reviewCaps) },
    }),
    task,
    provider: provider.name,
    model,
    input,
    maxOutput: output.most,
    minOutput: output.least,
    leaseSeconds: Math.ceil(rules.timeout / 1000) + LEASE_MARGIN,
  });
  const completion = await ask(asked, reservation, rules, signal);
  const usage = usageOf(asked, completion, reservation, input);
  const { usageId, tokens, serviceTier, estimated } = usage;
  if (completion.tokens) rules.bounds.learn(counter, conversation, promptOf(completion.tokens));
  await rules.gate.settle(reservation, {
    kind: 'answered',
    usageId,
    tokens,
    ...(serviceTier && { serviceTier }),
    ...(estimated && { estimated }),
  });
  return { completion, usage };
}

async function ask(
  { task, provider, model, conversation }: Attempt,
  reservation: Reservation,
  { gate, timeout }: AttemptRules,
  signal: AbortSignal | undefined,
): Promise<Completion> {
  try {
    const request = { ...conversation, model, maxOutput: reservation.maxOutput };
    return await callModel(provider, request, { task, timeout, signal });
  } catch (error) {
    const unbilled = error instanceof ModelFault && error.unbilled;
    await gate.settle(reservation, { kind: unbilled ? 'not-billed' : 'unknown' });
    throw error;
  }
}

/** What the call used, by the provider's own count; where it gives none that can be true, the most that it can be. */
function usageOf(
  { provider, model }: Attempt,
  { id, tokens, serviceTier }: Completion,
  reservation: Reservation,
  input: number,
): AnswerUsage {
  if (!tokens) logger('llm').warn({ provider: provider.name, model }, 'no believable usage was told, the most counts');
  return {
    usageId: usageIdOf(id, reservation),
    provider: provider.name,
    model,
    tokens: tokens ?? upperBound(input, reservation.maxOutput),
    at: new Date().toISOString(),
    reservationId: reservation.id,
    ...(serviceTier && { serviceTier }),
    ...(!tokens && { estimated: true }),
  };
}

const usageIdOf = (id: string | undefined, reservation: Reservation): string => {
  if (id === undefined || id === '') return reservation.id;
  return id.length <= 128 ? id : hash('sha256', id, 'base64url');
};

/** Tokens of the prompt, cached or not. */
const promptOf = ({ input, cacheRead, cacheWrite5m, cacheWrite1h }: TokenUsage): number =>
  input + cacheRead + cacheWrite5m + cacheWrite1h;

const upperBound = (input: number, output: number): TokenUsage => ({
  input,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  output,
  reasoning: 0,
});

/** The operator's caps, or what the repository wants where that is less. */
export const lower = (ours: ReviewCaps, theirs: Partial<ReviewCaps> = {}): ReviewCaps => ({
  usd: theirs.usd !== undefined && places(theirs.usd) < places(ours.usd) ? theirs.usd : ours.usd,
  tokens: Math.min(ours.tokens, theirs.tokens ?? Infinity),
});

/** A decimal amount as digits that compare as it does: twelve before the point and twelve behind it. */
function places(usd: string): string {
  const [whole = '', fraction = ''] = usd.split('.');
  return whole.padStart(12, '0') + fraction.padEnd(12, '0');
}
