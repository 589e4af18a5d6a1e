/**
 * The pause before try number `tries` (from 0), milliseconds: doubling from `first` up to `most`, and somewhere between
 * half and the whole of it, so that many who failed together do not come back together.
 */
export function backOff(tries: number, first: number, most: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(tries, 30));
  return Math.round(whole * (0.5 + Math.random() / 2));
}
