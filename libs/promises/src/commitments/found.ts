/** What a rule found in a sentence; offsets are the sentence's own. */
export interface Found {
  readonly start: number;
  /** Where the words that say what is to be done begin. */
  readonly clause: number;
  readonly who?: string;
  readonly confidence: number;
  /** Waits for a human whatever the confidence: no object, or somebody else's promise. */
  readonly ambiguous?: true;
}

/** Reads one sentence of masked prose. */
export type Rule = (sentence: string) => readonly Found[];
