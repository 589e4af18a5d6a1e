import type { SecretForm } from './patterns.ts';

/**
 * Values that only a machine makes, whatever they are called: keys of services that no list knows, sessions, seeds. They
 * change between letters and digits as no word does. Digests are none: a name of a commit or a checksum opens nothing.
 */
export const MACHINE_MADE: SecretForm = {
  kind: 'opaque-value',
  hints: [''],
  pattern: /\b(?:h1:)?[A-Za-z0-9+/][A-Za-z0-9+/_=.~%-]{18,2000}/g,
  certain: false,
  quiet: true,
  unless: (value) => !isMachineMade(value),
};

const DIGEST = /^(?:h1:|(?:sha\d{1,3}|md5)[-=/]|v?\d+\.\d+)/i;

/** Runs of letters and digits as long as keys have them, of which one changes often between the two and is not of words. */
export function isMachineMade(value: string): boolean {
  if (DIGEST.test(value)) return false;
  return (value.match(/[A-Za-z0-9]{16,}/g) ?? []).some(
    (run) => !HEX.test(run) && changesIn(run) >= Math.max(4, run.length / 12) && inWords(run) < 0.6,
  );
}

const HEX = /^(?:0x)?[0-9a-f]+$/i;

/** How often a letter follows a digit or a digit a letter. */
export const changesIn = (value: string): number => value.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;

/** How much of a name like `testUser2IsLocked` are words. */
const inWords = (run: string): number =>
  (run.match(/[A-Z][a-z]{2,}|^[a-z]{3,}(?=[A-Z\d])/g) ?? []).join('').length / run.length;
