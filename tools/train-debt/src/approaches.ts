import { CUE_FAMILIES, type Features, featuresOf } from '@arbiter/promises/training';
import { chance } from './folds.ts';
import { type Learned, judge, learn } from './linear-model.ts';
import type { Sample } from './samples.ts';
import { termsOf, tfIdf } from './tf-idf.ts';

/** Whether the judge may look at an alternative of a family of cues. */
export type Sees = (family: number, alternative: number) => boolean;

/** A way to tell debt: learns from some samples, then scores others. */
export type Approach = (training: readonly Sample[], sees?: Sees) => (sample: Sample) => number;

/** What a row's loss counts beside the penalty, and how many cues training hides: both by cross-validation. */
const COST = 1;
const HIDDEN_IN_TRAINING = 0.5;

const whole = remembering((sample: Sample) => featuresOf(sample.masked));

/** Hides some of a text's cues, always the same ones. */
export const dims =
  ({ text }: Sample): Sees =>
  (family, alternative) =>
    chance(`${family} ${alternative} ${text}`) >= HIDDEN_IN_TRAINING;

const dimmed = remembering((sample: Sample) => featuresOf(sample.masked, dims(sample)));

/** Learns from every text, once in each view of it. */
export const learnFrom = (training: readonly Sample[], views: readonly ((sample: Sample) => Features)[]): Learned =>
  learn(
    training.flatMap((sample) => views.map((view) => ({ features: view(sample), debt: sample.debt }))),
    COST / views.length,
  );

/**
 * The model that ships. Every text is shown twice, once with some cues hidden: people wrote the cues with texts like these
 * before their eyes, so that a model that sees all of them relies on them more than it may elsewhere.
 */
export const learnShipped = (training: readonly Sample[]): Learned => learnFrom(training, [whole, dimmed]);

export const shipped: Approach = (training, sees) => {
  const learned = learnShipped(training);
  return (sample) => judge(learned, sees ? featuresOf(sample.masked, sees) : whole(sample));
};

/** What we compare with: TF-IDF and logistic regression over words and pairs of words. */
export const baseline: Approach = (training) => {
  const vectorOf = tfIdf(training.map(terms));
  const learned = learn(
    training.map((sample) => ({ features: vectorOf(terms(sample)), debt: sample.debt })),
    10,
  );
  return (sample) => judge(learned, vectorOf(terms(sample)));
};

const terms = remembering((sample: Sample) => termsOf(sample.text));

/** The cues alone, by the weights that people gave them: nothing is learned. */
export const cuesAlone: Approach = (_, sees) => (sample) => {
  const features = sees ? featuresOf(sample.masked, sees) : whole(sample);
  return CUE_FAMILIES.reduce((sum, { weight }, family) => sum + (features.has(`cue:${family}`) ? weight : 0), 0);
};

function remembering<Result extends Features>(read: (sample: Sample) => Result): (sample: Sample) => Result {
  const known = new WeakMap<Sample, Result>();
  return (sample) => {
    const result = known.get(sample) ?? read(sample);
    known.set(sample, result);
    return result;
  };
}
