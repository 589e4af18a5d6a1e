import type { Deadline, PersonRef, Risk, WritingRef } from '@arbiter/contracts';
import type { KeptBy, Life, State } from '../follow-commitments/life.ts';

/** A promise as it is stored. */
export interface LifeRow {
  readonly id: string;
  readonly source: WritingRef;
  readonly person: PersonRef | null;
  readonly quote: string;
  readonly what: string;
  readonly confidence: number;
  readonly ambiguous: boolean;
  readonly made_at: Date;
  readonly written_at: string;
  readonly state: State;
  readonly revision: number;
  readonly deadline: Deadline | null;
  readonly due_at: Date | null;
  readonly risk: Risk | null;
  readonly truth_gap: boolean;
  readonly places: string[];
  readonly names: string[];
  readonly words: number[];
  readonly owner: string | null;
  readonly files: string[];
  readonly debt_words: number[];
  readonly kept_by: KeptBy | null;
  readonly reopened: number;
}

/** A promise with what only its own decisions need. */
export interface StoredLife extends Life {
  readonly truthGap: boolean;
  /** When it was made, by the writer's own clock and offset. */
  readonly writtenAt: string;
}

/** The columns of a `LifeRow`. */
export const LIFE = `l.id, c.source, c.person, c.quote, coalesce(l.what, c.what) as what, c.confidence, l.ambiguous, l.made_at,
  c.made_at as written_at, l.state, l.revision, l.deadline, l.due_at, l.risk, l.truth_gap, l.places, l.names, l.words,
  coalesce((select as_id from one_person o where o.person_id = l.person_id), l.person_id) as owner, l.files, l.debt_words,
  l.kept_by, l.reopened`;
export const FROM = 'from commitment_life l join commitment c on c.id = l.id';

/** Where a promise was made, as `repositoryOf` names it; null of a message. */
export const REPOSITORY = `(c.source->>'forge') || '/' || (c.source->'repository'->>'id')`;

export function toLife(row: LifeRow): StoredLife {
  const { made_at: madeAt, written_at: writtenAt, due_at: dueAt, truth_gap: truthGap, ...rest } = row;
  const { debt_words: debtWords, kept_by: keptBy, ...life } = rest;
  return { ...life, madeAt, writtenAt, dueAt, truthGap, debtWords, keptBy };
}
