import type { Deadline, PersonRef, Risk, WritingRef } from '@arbiter/contracts';
import type { Life, State } from '../follow-commitments/life.ts';

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
}

/** A promise with what only its own decisions need. */
export interface StoredLife extends Life {
  readonly truthGap: boolean;
  /** When it was made, by the writer's own clock and offset. */
  readonly writtenAt: string;
}

/** The columns of a `LifeRow`. */
export const LIFE = `l.id, c.source, c.person, c.quote, coalesce(l.what, c.what) as what, c.confidence, l.ambiguous, l.made_at,
  c.made_at as written_at, l.state, l.revision, l.deadline, l.due_at, l.risk, l.truth_gap, l.places, l.names, l.words`;
export const FROM = 'from commitment_life l join commitment c on c.id = l.id';

export function toLife(row: LifeRow): StoredLife {
  const {
    id,
    source,
    person,
    quote,
    what,
    confidence,
    ambiguous,
    state,
    revision,
    deadline,
    risk,
    places,
    names,
    words,
  } = row;
  return {
    ...{
      id,
      source,
      person,
      quote,
      what,
      confidence,
      ambiguous,
      state,
      revision,
      deadline,
      risk,
      places,
      names,
      words,
    },
    madeAt: row.made_at,
    dueAt: row.due_at,
    truthGap: row.truth_gap,
    writtenAt: row.written_at,
  };
}
