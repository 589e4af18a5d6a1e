/** What a proposal is judged by, besides its words. */
export interface Certainty {
  /** Every figure that the proposal rests on, 0 to 1: of the promise, of the risk, of the text. */
  readonly confidences: readonly number[];
  /** `MIN_AI_CONFIDENCE_THRESHOLD`. */
  readonly threshold: number;
  /** Rules or a persona that nobody has verified yet had a hand in it. */
  readonly unverified: boolean;
  /** How leads of the department took what was proposed so far; undefined while too little was decided. */
  readonly acceptance: number | undefined;
}

/** Below this share of accepted proposals, more goes to review. */
const WELL_TAKEN = 0.8;
/** … by so much higher a confidence that is asked for. */
const STRICTER = 0.15;

/** Rules 4, 8 and 12: why a human has to look before anything is sent to anybody; an empty list for no reason. */
export function doubts({ confidences, threshold, unverified, acceptance }: Certainty): readonly string[] {
  const poorlyTaken = acceptance !== undefined && acceptance < WELL_TAKEN;
  const asked = Math.min(1, poorlyTaken ? threshold + STRICTER : threshold);
  const least = Math.min(...confidences);
  return [
    ...(least < threshold ? [`confidence ${least.toFixed(2)} is below ${threshold.toFixed(2)}`] : []),
    ...(least >= threshold && least < asked
      ? [`proposals of this department are often turned down, so ${asked.toFixed(2)} is asked for`]
      : []),
    ...(unverified ? ['rules or words that nobody has verified yet'] : []),
  ];
}
