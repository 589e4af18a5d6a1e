import { CUE_FAMILIES } from './cue-families.ts';

/** What a text shows to the model: a name and a value for each feature. */
export type Features = ReadonlyMap<string, number>;

const TOKEN = /[A-Z][A-Z0-9]+[-_]\d+|#\d+|\uFFFC+|[A-Za-z]+(?:['’][a-z]+)?|[?!@#]/g;

/** How much pairs and single words count beside cues: chosen by cross-validation. */
const GRAM_SCALE = 1.5;

/** The most that the weights of cues add up to. */
const MOST_CUES = 2.5;

/**
 * The features of a stretch of masked prose: families of cues (`cue:7`), their weights together (`cues:sum`), whether these
 * are enough by themselves (`cues:enough`), the length (`text:length`), and stems of words and of pairs of words. Grams are scaled by the root of
 * their number, so that a long text does not outshout a short one.
 *
 * @param sees whether an alternative of a family is looked at: training hides some, to learn what else tells
 */
export function featuresOf(prose: string, sees?: (family: number, alternative: number) => boolean): Features {
  const masked = prose.replaceAll(/\s+/g, ' '); // a cue may go over the end of a line
  const features = new Map<string, number>();
  let sum = 0;
  CUE_FAMILIES.forEach(({ weight, alternatives, any }, family) => {
    const found = sees
      ? alternatives.some((pattern, alternative) => sees(family, alternative) && pattern.test(masked))
      : any.test(masked);
    if (!found) return;
    features.set(`cue:${family}`, 1);
    sum += weight;
  });
  if (sum > 0) features.set('cues:sum', Math.min(sum, MOST_CUES));
  if (sum >= 1) features.set('cues:enough', 1);
  const stems = stemsOf(masked);
  features.set('text:length', Math.log(stems.length + 1) / 3);
  const grams = gramsOf(stems);
  const value = GRAM_SCALE / Math.sqrt(grams.size || 1);
  for (const gram of grams) features.set(gram, value);
  return features;
}

/** Stems of words and the marks that matter, lower case; keys of issues, code and numbers have one name each. */
export function stemsOf(masked: string): string[] {
  return Array.from(masked.matchAll(TOKEN), ([token]) => {
    if (token.startsWith('\uFFFC')) return 'code';
    if (/\d/.test(token)) return token.startsWith('#') ? 'number' : 'issue';
    return stemOf(token.toLowerCase());
  });
}

/** A word without its commonest endings. Crude, and the same for every form of it. */
const stemOf = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ies|ied)$/, 'y').replace(/(?:ing|ed|es|s|ly|er)$/, '') : word;

function gramsOf(stems: readonly string[]): ReadonlySet<string> {
  const grams = new Set<string>(stems);
  for (let index = 1; index < stems.length; index++) grams.add(`${stems[index - 1] ?? ''} ${stems[index] ?? ''}`);
  return grams;
}
