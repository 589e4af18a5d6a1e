import type { Tone } from '@arbiter/contracts';
import { isHard } from './tones.ts';

/** A message that a person has got, or may have got. */
export interface Said {
  readonly tone: Tone;
  readonly at: Date;
  /** False while nobody knows whether it arrived: then it counts where that is the milder assumption. */
  readonly certain: boolean;
}

/** So many hard ones in a row are enough. */
const IN_A_ROW = 3;

const HOUR = 3_600_000;

/**
 * Rule 3: after three hard messages in a row, only kind ones for some hours, by the clock; a kind one in between does not
 * end it. Afterwards counting starts anew.
 *
 * @param said in the order of time
 * @returns until when it lasts, which may have passed; undefined if there never were three
 */
export function coolingOffUntil(said: readonly Said[], hours: number): Date | undefined {
  let row = 0;
  let until: Date | undefined;
  for (const { tone, at, certain } of said) {
    if (isHard(tone)) row += 1;
    else if (certain) row = 0;
    if (row < IN_A_ROW) continue;
    until = new Date(at.getTime() + hours * HOUR);
    row = certain ? 0 : IN_A_ROW - 1;
  }
  return until;
}
