/** So many may leave at once, however few there are. */
const FEW = 5;
/** Of a hundred, so many may leave at once. */
const PERCENT = 10;

/**
 * Whether so many may leave at one visit. An empty answer, a filter that went wrong, a password that ran out: whoever
 * would take those for the truth would put everybody out.
 */
export function mayLeave(leaving: number, active: number): boolean {
  if (leaving === 0) return true;
  if (leaving === active && active > 1) return false;
  return leaving <= Math.max(FEW, Math.floor((active * PERCENT) / 100));
}
