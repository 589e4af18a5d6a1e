import type { Bytes } from './bytes.ts';

/** git's exit status when it gives up. */
export const FATAL = 128;

/** git's room for a message, its end of line included. */
const ROOM = 4096;

/** A last word as git prints it: control characters hidden, and cut where git's room for it ends. */
export function fatal(message: Bytes): Bytes {
  const shown = `fatal: ${message}`.slice(0, ROOM - 1).replaceAll(/[\0-\x08\x0b-\x1f\x7f]/g, '?');
  return `${shown}\n`;
}
