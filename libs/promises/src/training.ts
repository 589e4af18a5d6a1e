/** What the trainer of the debt model shares with it, so that both see the same in a text. */
export { CUE_FAMILIES } from './debt/cue-families.ts';
export type { DebtModel } from './debt/debt-model.ts';
export { type Features, featuresOf, stemsOf } from './debt/features.ts';
export { maskNonProse } from './prose/mask.ts';
