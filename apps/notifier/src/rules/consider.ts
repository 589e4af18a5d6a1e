import type { InterventionState, RiskLevel, Tone } from '@arbiter/contracts';
import { doubts } from './confidence.ts';
import { type Said, coolingOffUntil } from './cooling-off.ts';
import { type Directness, leastDirect, softened } from './culture.ts';
import type { Rulebook } from './guidance.ts';
import { type Persona, type Subject, wordsOfPersona } from './persona.ts';
import { supervise } from './safety/supervise.ts';
import { milder, toneOf } from './tones.ts';

/** Everything that decides whether something is proposed, and in which words. */
export interface Case {
  readonly now: Date;
  readonly subject: Subject;
  readonly risk: { readonly level: RiskLevel };
  readonly confidences: readonly number[];
  readonly promise: 'open' | 'broken' | 'kept' | 'withdrawn';
  readonly optOut: boolean;
  readonly said: readonly Said[];
  readonly reminders: number;
  readonly gentleUntil: Date | undefined;
  readonly legitimateExcuse: boolean;
  readonly persona: Persona;
  readonly rulebook: Rulebook;
  /** The operator's, the culture's and the person's own. */
  readonly directness: readonly (Directness | undefined)[];
  readonly acceptance: number | undefined;
  readonly thresholds: { readonly ai: number; readonly safety: number; readonly coolingOffHours: number };
}

/** What is proposed, with every rule that shaped it. */
export interface Considered {
  readonly state: Extract<InterventionState, 'proposed' | 'ambiguous' | 'blocked'>;
  readonly tone: Tone;
  readonly text: string;
  readonly confidence: number;
  readonly why: readonly string[];
}

/** Why nothing is proposed, in a word; or the proposal. */
export type Consideration = { readonly skip: string } | { readonly propose: Considered };

/** Whether a risk is worth a message. */
export const isGrave = (level: RiskLevel): boolean => level === 'high' || level === 'critical';

/** The rules for a proposal, one after the other; each leaves a word in `why` where it changed something. */
export function consider(facts: Case): Consideration {
  const { subject, risk, promise, optOut, persona, rulebook, thresholds } = facts;
  if (optOut) return { skip: 'opted-out' };
  if (promise === 'kept' || promise === 'withdrawn') return { skip: `promise-${promise}` };
  if (!isGrave(risk.level)) return { skip: 'risk-too-low' };
  const { tone, why } = chooseTone(facts);
  const text = wordsOfPersona(persona, subject, tone);
  const kindest = () => wordsOfPersona(persona, subject, 'supportive');
  const supervision = supervise(text, rulebook.safety, thresholds.safety, kindest);
  const reasons = doubts({
    confidences: facts.confidences,
    threshold: thresholds.ai,
    unverified: rulebook.unverified || !persona.verified,
    acceptance: facts.acceptance,
  });
  const doubtful = reasons.length > 0 || supervision.outcome === 'human';
  return {
    propose: {
      state: supervision.outcome === 'blocked' ? 'blocked' : doubtful ? 'ambiguous' : 'proposed',
      tone: supervision.correction?.kind === 'full_rewrite' ? 'supportive' : tone,
      text: supervision.correction?.text ?? text,
      confidence: Math.min(...facts.confidences),
      why: [`risk is ${risk.level}`, ...why, ...supervision.why, ...reasons],
    },
  };
}

function chooseTone(facts: Case): { readonly tone: Tone; readonly why: readonly string[] } {
  const { now, subject, risk, reminders, said, gentleUntil, legitimateExcuse, rulebook, thresholds } = facts;
  const cooling = coolingOffUntil(said, thresholds.coolingOffHours);
  const directness = leastDirect(rulebook.directness, ...facts.directness);
  const why: string[] = [];
  const cap = (tone: Tone, most: Tone, reason: string): Tone => {
    const capped = milder(tone, most);
    if (capped !== tone) why.push(reason);
    return capped;
  };
  let tone = toneOf({ reason: subject.reason, level: risk.level, reminders });
  tone = cap(tone, rulebook.maxTone, `no harder than ${rulebook.maxTone} here`);
  const cultured = softened(tone, directness);
  if (cultured !== tone) why.push(`directness is ${directness}`);
  tone = cultured;
  if (legitimateExcuse) tone = cap(tone, 'supportive', 'there is a good reason for it');
  if (cooling !== undefined && now < cooling) tone = cap(tone, 'neutral', 'three hard messages in a row: cooling off');
  if (gentleUntil !== undefined && now < gentleUntil) tone = cap(tone, 'supportive', 'only kind words for now');
  return { tone, why };
}
