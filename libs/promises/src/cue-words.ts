import { DEBT_HINT } from './debt/cue-families.ts';
import { PROMISE_HINT } from './commitments/promises.ts';

/** Every word that may make a promise or admit debt. */
export const CUE_WORDS = new RegExp(`${PROMISE_HINT.source}|${DEBT_HINT.source}`, 'gi');
