import type { Deadline, EvidenceRef, PersonRef, Risk, WritingRef } from '@arbiter/contracts';

/** Where a promise stands. */
export const STATES = ['open', 'kept', 'broken', 'withdrawn', 'superseded', 'expired', 'disputed'] as const;
export type State = (typeof STATES)[number];

/**
 * What can happen to a promise. `made` is always the first step; the last six end in the state of the same name. `supported`:
 * something else shows now that it was kept. `reopened`: what had ended it does not hold any more.
 */
export type StepKind =
  'made' | 'renegotiated' | 'corrected' | 'confirmed' | 'at-risk' | 'supported' | 'reopened' | Exclude<State, 'open'>;

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
  /** What shows it, only where it is kept. */
  readonly keptBy?: KeptBy;
}

/** The work that shows that a promise was kept, and by which kind of evidence. */
export interface KeptBy {
  readonly journey: string;
  readonly kind: EvidenceRef['kind'];
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
  /** Whose it is by now, whoever they were taken for when it was made. */
  readonly owner: string | null;
  /** Paths that the commit touched in which it was made. */
  readonly files: readonly string[];
  /** Telling words of the debt that is admitted beside it. */
  readonly debtWords: readonly number[];
  readonly keptBy: KeptBy | null;
  /** How often it was opened again. */
  readonly reopened: number;
}

/**
 * What may follow in which state. What the product found itself may turn out otherwise when more becomes known; what people
 * took back stays so.
 */
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
  broken: ['kept', 'superseded', 'renegotiated', 'withdrawn', 'disputed'],
  kept: ['supported', 'superseded', 'reopened', 'disputed'],
  withdrawn: [],
  superseded: ['kept', 'reopened'],
  expired: ['kept', 'superseded'],
  disputed: [],
};

/** Whether a step may follow. */
export const allows = (state: State, kind: StepKind): boolean => NEXT[state].includes(kind);

/** The state after a step. */
export function stateAfter(state: State, kind: StepKind): State {
  if (kind === 'renegotiated' || kind === 'reopened' || kind === 'made') return 'open';
  return kind === 'corrected' || kind === 'confirmed' || kind === 'at-risk' || kind === 'supported' ? state : kind;
}

/** What the steps make of a promise: the state is nothing but their sum. */
export const stateOf = (kinds: readonly StepKind[]): State => kinds.reduce<State>(stateAfter, 'open');
