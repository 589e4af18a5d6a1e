import type { Trace } from './trace.ts';

/**
 * A trace in every way in which it is written down: composed and decomposed, and in capitals where these have other letters
 * (`ß` and `SS`). Whoever looks into a database or a text by letters needs all of them.
 */
export function spellingsOf({ kind, value }: Trace): Trace[] {
  const composed = value.normalize('NFC');
  const capitals = composed.toUpperCase();
  const others = capitals.toLowerCase() === composed.toLowerCase() ? [] : [capitals, capitals.normalize('NFD')];
  const all = new Set([value, composed, composed.normalize('NFD'), ...others]);
  return [...all].map((one) => ({ kind, value: one }));
}
