import type { IncomingHttpHeaders } from 'node:http';
import type { TokenUsage } from '@arbiter/contracts';
import type { ModelStep } from './model-step.ts';

/** A request that was understood. */
export interface ModelRequest {
  readonly model: string;
  /** All that the model reads; tokens are counted on it. */
  readonly prompt: string;
  /** All that the user said. */
  readonly user: string;
  /** Most tokens that may be written. */
  readonly limit: number;
  /** The name of the form that the answer must have. */
  readonly form: string;
}

/** What a model wrote, and what is said of it. */
export interface ModelReply {
  readonly id: string;
  readonly request: ModelRequest;
  readonly text: string;
  readonly end: 'complete' | 'cut' | 'refused';
  /** Undefined: nothing is said. */
  readonly tokens: TokenUsage | undefined;
  readonly step: ModelStep;
}

/** An error as the provider words it. */
export interface ModelRefusal {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** One provider's way of speaking. */
export interface ModelProtocol {
  readonly path: string;
  readonly provider: string;
  newId(): string;
  /** Reads a request strictly: what the real one would turn away is turned away. */
  read(headers: IncomingHttpHeaders, body: unknown): ModelRequest | ModelRefusal;
  write(reply: ModelReply): unknown;
  writeRefusal(refusal: ModelRefusal): unknown;
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const invalid = (message: string): ModelRefusal => ({ status: 400, type: 'invalid_request_error', message });

export const unauthorized: ModelRefusal = {
  status: 401,
  type: 'authentication_error',
  message: 'Incorrect API key provided.',
};

/** A limit of tokens, or what is wrong with it. */
export function limitOf(name: string, value: unknown): number | ModelRefusal {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 200_000) return value;
  return invalid(`${name}: give a whole number from 1 to 200000.`);
}

/** A field that is not known; providers turn such requests away. */
export const strangerIn = (body: Fields, known: ReadonlySet<string>): string | undefined =>
  Object.keys(body).find((field) => !known.has(field));

/** All that the user said. Content is a string, or blocks of text. */
export const wordsOfUser = (turns: readonly Fields[]): string =>
  turns
    .filter(({ role }) => role === 'user')
    .map(({ content }) => {
      if (typeof content === 'string') return content;
      const blocks = Array.isArray(content) ? content.filter(isFields) : [];
      return blocks.map(({ text }) => (typeof text === 'string' ? text : '')).join('\n');
    })
    .join('\n\n');
