import type { ServiceTier, TokenUsage } from '@arbiter/contracts';

/** One turn of what is said to a model after the system's words. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** One call of a model. */
export interface CompletionRequest {
  readonly model: string;
  readonly system: string;
  readonly turns: readonly Turn[];
  /** The form of the answer: a JSON Schema in which every property is required and none may be added. */
  readonly schema: { readonly name: string; readonly json: Readonly<Record<string, unknown>> };
  /** Most tokens that it may write. */
  readonly maxOutput: number;
  readonly signal: AbortSignal;
}

/** What a model answered. It was billed, whatever it is worth. */
export interface Completion {
  /** The provider's id of the response; undefined where it gives none that tells it from others. */
  readonly id: string | undefined;
  /** JSON, if the model did as it was told. */
  readonly text: string;
  /** `cut`: it wrote until its limit. `refused`: it would not. */
  readonly end: 'complete' | 'cut' | 'refused';
  /** Undefined where the provider says nothing about it, or nothing that can be true. */
  readonly tokens: TokenUsage | undefined;
  readonly serviceTier?: ServiceTier;
}

/** A provider that is asked over the network, for money. */
export interface ModelProvider {
  readonly name: string;
  /** Loads what it takes to ask; asked before each call, so that none of the call's time and money goes to it. */
  ready(): Promise<unknown>;
  /** @throws ModelFault for everything that is not an answer */
  complete(request: CompletionRequest): Promise<Completion>;
}
