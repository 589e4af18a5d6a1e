/** Numbers, with whatever they are part of: versions, dates, amounts. */
const NUMBER = /\b[\w.:/-]*\d[\w.:/-]*/g;

/** What looks like code or a name: parts joined by punctuation or by capitals inside. */
const IDENTIFIER = /[@#`][\w./-]+|\b[A-Za-z_$]\w*(?:(?:\.|::|->|_|\/)\w+)+|\b[a-z]+[A-Z]\w*|\b[A-Z]{2,}\w*/g;

const NEGATION = /\b(?:no|not|never|none|nor|neither|without|cannot|\w+n['’]t)\b/gi;

/** Words that say whose, when and how surely: who changes one of them has said something else. */
const MEANING =
  /\b(?:i|we|you|he|she|they|it|today|tonight|tomorrow|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|quarter|year|will|won|would|should|could|may|might|must|shall|if|unless|before|after|until)\b|['’](?:ll|d|m|re|ve)\b/gi;

/**
 * What two texts must have in common, in the same order, before the answer to one may serve for the other, however alike
 * they look otherwise: numbers, identifiers, negations, the words that carry meaning, and the task's own cues.
 */
export function guardsOf(text: string, cues: readonly string[]): string {
  const found = [NUMBER, IDENTIFIER, NEGATION, MEANING].map((pattern) =>
    Array.from(text.matchAll(pattern), ([word]) => (pattern === IDENTIFIER ? word : word.toLowerCase())),
  );
  return JSON.stringify([...found, cues]);
}
