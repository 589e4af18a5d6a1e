import type { ServiceName } from '@arbiter/contracts';
import type { Broker } from '../connection/broker.ts';
import type { Slots } from '../connection/slots.ts';
import type { Attempts } from './attempts.ts';
import type { DeadLetterWriter } from './dead-letter-writer.ts';
import type { Gate } from './gate.ts';

/** How patient consumers are. */
export interface Patience {
  /** Longest time that a handler may take, milliseconds. */
  readonly jobTimeout: number;
  /** Failed attempts after which a message is set aside. */
  readonly retryAttempts: number;
  /** Pause before a failed message is tried again: first and longest, milliseconds. */
  readonly retry: { readonly first: number; readonly most: number };
  /** Pause while a dependency is down: first and longest, milliseconds. */
  readonly hold: { readonly first: number; readonly most: number };
  readonly postpone: PostponePatience;
}

/** How long messages may be put off by their handler. */
export interface PostponePatience {
  /** Longest pause before it comes again, also where it is known until when: the first time, and ever; milliseconds. */
  readonly first: number;
  readonly most: number;
  /** How often it is put off without a time that was told. */
  readonly times: number;
  /** Age at which it is set aside all the same, milliseconds: before its stream forgets it. */
  readonly age: number;
}

export const DEFAULT_PATIENCE = {
  retry: { first: 1_000, most: 60_000 },
  hold: { first: 200, most: 10_000 },
  postpone: { first: 2_000, most: 10 * 60_000, times: 15, age: 6 * 24 * 3_600_000 },
} as const;

/** What all consumers of a service share. */
export interface ConsumerContext {
  readonly service: ServiceName;
  readonly broker: Broker;
  readonly attempts: Attempts;
  readonly deadLetters: DeadLetterWriter;
  readonly gate: Gate;
  /** Slow jobs of the whole process, one an item: a message of many has few others beside it. */
  readonly jobs: Slots;
  readonly maxJobs: number;
  readonly patience: Patience;
}
