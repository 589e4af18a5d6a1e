import type { Sentence } from '../prose/sentences.ts';
import { LEFT_FOR_LATER } from './debt-cues.ts';
import { type Cue, debtModel } from './debt-model.ts';
import { type Features, featuresOf } from './features.ts';

/** A sentence that admits debt. */
export interface DebtNote {
  readonly sentence: Sentence;
  /** From 0.75, for a text that is only just told, to 1. */
  readonly confidence: number;
  /** What spoke for it, strongest first. */
  readonly cues: readonly string[];
}

/** Longest stretch of a text that is judged, in UTF-16 units: who goes on for longer has said it before. */
const LONGEST = 20_000;

/** Most cues that are told of one note. */
const CUES_TOLD = 5;

/** Log-odds of 3:1: at the threshold a note is as sure as the configured confidence asks, 0.75. */
const SURE = Math.log(3);

/** Whoever writes this leaves work behind, whatever else the text is about. */
const PLAIN = new RegExp(`\\b(?:TODO|FIXME|XXX|HACK)\\b|\\b(?:[Nn]eeds? to|[Ss]hould|[Mm]ust) ${LEFT_FOR_LATER}\\b`);

/** How sure a plain admission is. */
const PLAIN_CONFIDENCE = 0.8;

/**
 * The sentences of a masked text that admit debt; none where the text as a whole does not and no sentence plainly says so. The text is judged first, as
 * people label texts and not sentences; the note is then the sentence that says most for it, and each other one that
 * would be told by itself.
 */
export function debtNotesIn(masked: string, sentences: readonly Sentence[]): DebtNote[] {
  const model = debtModel();
  const whole = model.score(featuresOf(masked.slice(0, LONGEST))) - model.threshold;
  const plain = sentences.filter(({ text }) => PLAIN.test(text));
  if (whole < 0) return plain.map(plainNote);
  const judged = sentences
    .filter(({ start }) => start < LONGEST)
    .map((sentence) => {
      const features = featuresOf(sentence.text);
      return { sentence, features, score: model.score(features) - model.threshold };
    });
  const best = Math.max(...judged.map(({ score }) => score));
  return judged
    .filter(({ sentence, score }) => score === best || score >= 0 || plain.includes(sentence))
    .map(({ sentence, features, score }) => ({
      sentence,
      confidence: plain.includes(sentence)
        ? Math.max(PLAIN_CONFIDENCE, confidenceOf(score))
        : confidenceOf(score === best ? Math.max(score, whole) : score),
      cues: cuesOf(features),
    }));
}

const plainNote = (sentence: Sentence): DebtNote => ({
  sentence,
  confidence: PLAIN_CONFIDENCE,
  cues: cuesOf(featuresOf(sentence.text)),
});

const confidenceOf = (margin: number): number => Math.round(1000 / (1 + Math.exp(-margin - SURE))) / 1000;

const cuesOf = (features: Features): string[] =>
  debtModel()
    .strongest(features, 3 * CUES_TOLD)
    .filter(isWords)
    .slice(0, CUES_TOLD)
    .map(({ name }) => name);

/** Families of cues, sums and lengths have a colon in their names; what people can read are the words themselves. */
const isWords = ({ name }: Cue): boolean => !name.includes(':');
