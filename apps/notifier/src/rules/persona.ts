import type { InterventionReason, Tone } from '@arbiter/contracts';
import { z } from 'zod';

const Texts = z.object({
  supportive: z.string(),
  neutral: z.string().optional(),
  firm: z.string().optional(),
  confrontational: z.string().optional(),
});

/** The voice in one language: what it says, in which tone. `{what}` and `{due}` stand for the promise. */
export const Persona = z.object({
  language: z.string().min(2).max(35),
  /** A persona that a model made, or that nobody has looked at, forces review. */
  verified: z.boolean().default(false),
  dueUnknown: z.string(),
  together: z.string(),
  /** Below every message about promises: that it is about what was written in `{where}`, and how such messages end. */
  about: z.string().optional(),
  /** For somebody in distress: where to turn. */
  support: z.string(),
  /** The same for who has let leads hear of it, where a lead was told; and what the lead is told. Without: nobody is. */
  supportShared: z.string().optional(),
  hardTime: z.string().optional(),
  texts: z.object({ 'promise-at-risk': Texts, 'promise-broken': Texts, 'promise-kept': Texts }),
});
export type Persona = z.infer<typeof Persona>;

export const FALLBACK_LANGUAGE = 'en';

/** Rule 9: the persona of the language, else of its first part (`de-AT`: `de`), else the English one. */
export function personaOf<Voice extends { readonly language: string }>(
  personas: readonly Voice[],
  language: string | undefined,
): Voice {
  const wanted = [language, language?.split('-')[0], FALLBACK_LANGUAGE].map((name) => name?.toLowerCase());
  for (const name of wanted) {
    const found = personas.findLast((persona) => persona.language.toLowerCase() === name);
    if (found) return found;
  }
  throw new RangeError('there is no English persona');
}

/** What the message is about. */
export interface Subject {
  readonly reason: Exclude<InterventionReason, 'promise-made' | 'promise-ambiguous'>;
  readonly what: string;
  /** ISO date or date-time with the author's own offset. */
  readonly dueAt: string | null;
  /** The words that the deadline was read from. */
  readonly dueText: string | null;
}

const LONGEST = 300;
const HARDER: readonly Tone[] = ['confrontational', 'firm', 'neutral', 'supportive'];

/** Says it in this voice and tone; where the voice has no words for the tone, in the next milder one. */
export function wordsOfPersona(persona: Persona, { reason, what, dueAt, dueText }: Subject, tone: Tone): string {
  const texts = persona.texts[reason];
  const text = HARDER.slice(HARDER.indexOf(tone)).flatMap((one) => texts[one] ?? [])[0] ?? texts.supportive;
  const due = dueAt?.slice(0, 'YYYY-MM-DD'.length) ?? dueText ?? persona.dueUnknown;
  const said = what.length > LONGEST ? `${what.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…` : what;
  return text.replaceAll(/\{(what|due)\}/g, (_, name) => (name === 'what' ? said.replaceAll(/\s+/g, ' ').trim() : due));
}
