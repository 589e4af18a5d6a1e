import type { Deadline, EvidenceRef, PersonRef, Risk, WritingRef } from '@arbiter/contracts';

/** Where a promise stands. */
export const STATES = ['open', 'kept', 'broken', 'withdrawn', 'superseded', 'expired', 'disputed'] as const;
export type State = (typeof STATES)[number];

/** What can happen to a promise. `made` is always the first step; the last six end in the state of the same name. */
export type StepKind = 'made' | 'renegotiated' | 'corrected' | 'confirmed' | 'at-risk' | Exclude<State, 'open'>;

/** Who took a step: a person, whoever holds the operator's key, or the product itself. */
export interface StepActor {
  readonly kind: 'person' | 'operator' | 'service';
  readonly id: string;
}

/** One step of a promise's life, as it is written down and never changed. */
export interface Step {
  readonly kind: StepKind;
  /** Tells it apart from other steps of the same promise: the same fact is written down once. */
  readonly fact: string;
  /** When it happened, ISO instant. */
  readonly at: string;
  readonly actor: StepActor;
  /** Why, in words; of the product itself or of the person. */
  readonly reason: string;
  readonly evidence: readonly EvidenceRef[];
  readonly risk?: Risk;
  /** The deadline that holds from now on; only where it changes. */
  readonly deadline?: Deadline | null;
  /** What was really promised; only where it is corrected. */
  readonly what?: string;
}

/** A promise as it stands now: the sum of its steps. */
export interface Life {
  readonly id: string;
  readonly source: WritingRef;
  readonly person: PersonRef | null;
  readonly quote: string;
  readonly what: string;
  readonly confidence: number;
  /** It waits for a human to say whether it is a promise at all. */
  readonly ambiguous: boolean;
  readonly madeAt: Date;
  readonly state: State;
  readonly revision: number;
  readonly deadline: Deadline | null;
  readonly dueAt: Date | null;
  readonly risk: Risk | null;
  /** Where it stands, and what it names, as references; and its telling words. */
  readonly places: readonly string[];
  readonly names: readonly string[];
  readonly words: readonly number[];
}

/** What may follow in which state. A failure may turn out to be none; what was taken back stays so. */
const NEXT: Readonly<Record<State, readonly StepKind[]>> = {
  open: [
    'renegotiated',
    'corrected',
    'confirmed',
    'at-risk',
    'kept',
    'broken',
    'withdrawn',
    'superseded',
    'expired',
    'disputed',
  ],
  broken: ['kept', 'renegotiated', 'withdrawn', 'disputed'],
  kept: ['disputed'],
  withdrawn: [],
  superseded: [],
  expired: [],
  disputed: [],
};

/** Whether a step may follow. */
export const allows = (state: State, kind: StepKind): boolean => NEXT[state].includes(kind);

/** The state after a step. */
export function stateAfter(state: State, kind: StepKind): State {
  if (kind === 'renegotiated' || kind === 'made') return 'open';
  return kind === 'corrected' || kind === 'confirmed' || kind === 'at-risk' ? state : kind;
}

/** What the steps make of a promise: the state is nothing but their sum. */
export const stateOf = (kinds: readonly StepKind[]): State => kinds.reduce<State>(stateAfter, 'open');
