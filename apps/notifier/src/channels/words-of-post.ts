import type { Line } from '../persistence/delivery.repository.ts';
import { type Persona, personaOf } from '../rules/persona.ts';
import { placeOf } from './place-of.ts';

/** What a person is told: one message as it is, several together under one head; and why, and how it ends, below. */
export function messageOf(lines: readonly Line[], language: string | undefined, personas: readonly Persona[]): string {
  const { together, about } = personaOf(personas, language);
  const texts = lines.map(({ words }) => words ?? '');
  const said = texts.length === 1 ? texts : [together, ...texts.map((text) => `• ${text}`)];
  // What is about no promise, as where to turn in distress, stands for itself.
  const promises = lines.filter(({ personId }) => personId !== null);
  const where = [...new Set(promises.map(({ source }) => placeOf(source)))].join('; ');
  const below = about === undefined || where === '' ? [] : [about.replaceAll('{where}', () => where)];
  return [...said, ...below].join('\n\n');
}

/** What a lead is asked: what would be said, to whom by their pseudonym, about what, and which rules made it so. */
export interface Question {
  readonly headline: string;
  readonly words: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

const HEADLINES: Readonly<Record<string, string>> = {
  'promise-at-risk': 'A promise is at risk. Shall this be said to its author, privately?',
  'promise-broken': 'A promise was not kept in time. Shall this be said to its author, privately?',
};

export function questionOf(line: Line): Question {
  const { reason, words, personId, tone, confidence, why, expiresAt, quote, source } = line;
  return {
    headline: HEADLINES[reason] ?? 'Shall this be said?',
    words: words ?? '',
    facts: [
      ['Promised', quote],
      ['Where', placeOf(source)],
      ['Who', `person ${personId?.slice(0, 8) ?? 'unknown'}`],
      ['Tone', tone ?? 'supportive'],
      ['Confidence', (confidence ?? 0).toFixed(2)],
      ['Why', why.join('; ')],
      ['Open until', expiresAt?.toISOString() ?? ''],
    ],
  };
}
