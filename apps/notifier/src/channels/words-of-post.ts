import type { Line } from '../persistence/delivery.repository.ts';
import { type Persona, personaOf } from '../rules/persona.ts';

/** What a person is told: one message as it is, several together under one head. */
export function messageOf(lines: readonly Line[], language: string | undefined, personas: readonly Persona[]): string {
  const texts = lines.map(({ words }) => words ?? '');
  if (texts.length === 1) return texts[0] ?? '';
  return [personaOf(personas, language).together, ...texts.map((text) => `• ${text}`)].join('\n\n');
}

/** What a lead is asked: what would be said, to whom by their pseudonym, and which rules made it so. */
export interface Question {
  readonly headline: string;
  readonly words: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

const HEADLINES: Readonly<Record<string, string>> = {
  'promise-at-risk': 'A promise is at risk. Shall this be said to its author, privately?',
  'promise-broken': 'A promise was not kept in time. Shall this be said to its author, privately?',
};

export function questionOf({ reason, words, personId, tone, confidence, why, expiresAt, quote }: Line): Question {
  return {
    headline: HEADLINES[reason] ?? 'Shall this be said?',
    words: words ?? '',
    facts: [
      ['Promised', quote],
      ['Who', `person ${personId?.slice(0, 8) ?? 'unknown'}`],
      ['Tone', tone ?? 'supportive'],
      ['Confidence', (confidence ?? 0).toFixed(2)],
      ['Why', why.join('; ')],
      ['Open until', expiresAt?.toISOString() ?? ''],
    ],
  };
}
