/** What leads of one department have decided. */
export interface Decided {
  readonly accepted: number;
  readonly modified: number;
  readonly rejected: number;
}

/** Rule 12. `n` is how many were decided; where that is 0 there are no rates at all, not rates of 1. */
export interface Acceptance {
  readonly n: number;
  readonly rate: number;
  readonly rateWithModified: number;
}

export function acceptanceOf({ accepted, modified, rejected }: Decided): Acceptance | undefined {
  const n = accepted + modified + rejected;
  return n === 0 ? undefined : { n, rate: accepted / n, rateWithModified: (accepted + modified) / n };
}

/** Fewer decisions say nothing about a department. */
const TELLING = 5;

/** The rate that further proposals are judged by; undefined while too little was decided. */
export function tellingRate(decided: Decided): number | undefined {
  const acceptance = acceptanceOf(decided);
  return acceptance !== undefined && acceptance.n >= TELLING ? acceptance.rate : undefined;
}
