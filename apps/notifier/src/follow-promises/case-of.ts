import type { Preferences } from '@arbiter/contracts';
import type { NotifierConfig } from '../notifier.config.ts';
import type { PromiseRecord } from '../persistence/promise.repository.ts';
import type { RecipientRecord } from '../persistence/recipient.repository.ts';
import { tellingRate, type Decided } from '../rules/acceptance.ts';
import type { Case } from '../rules/consider.ts';
import type { Rulebook } from '../rules/guidance.ts';
import { personaOf } from '../rules/persona.ts';
import type { Shipped } from '../rules/shipped.ts';
import type { Danger } from './danger.ts';

/** What is known when something is about to be proposed. */
export interface Known {
  readonly now: Date;
  readonly danger: Danger;
  readonly promise: PromiseRecord;
  readonly recipient: RecipientRecord;
  readonly decided: Decided;
  readonly rulebook: Rulebook;
}

/** Puts together what the rules ask for. */
export function caseOf(known: Known, config: NotifierConfig, shipped: Shipped): Case {
  const { now, danger, promise, recipient, decided, rulebook } = known;
  const { reason, what, deadline, risk, confidence } = danger;
  const { preferences, said, gentleUntil } = recipient;
  return {
    now,
    subject: { reason, what, dueAt: deadline?.at ?? null, dueText: deadline?.text ?? null },
    risk,
    confidences: [confidence],
    promise: promise.state,
    optOut: preferences.optOut === true,
    said,
    reminders: promise.reminders,
    gentleUntil,
    legitimateExcuse: promise.excused,
    persona: personaOf(shipped.personas, preferences.language),
    rulebook,
    directness: [config.CULTURAL_DIRECTNESS_LEVEL, cultureOf(preferences, shipped), preferences.directness],
    acceptance: tellingRate(decided),
    thresholds: {
      ai: config.MIN_AI_CONFIDENCE_THRESHOLD,
      safety: config.SAFETY_CONFIDENCE_THRESHOLD,
      coolingOffHours: config.COOLING_OFF_PERIOD_HOURS,
    },
  };
}

/** A language that nobody has named tells nothing of a culture. */
function cultureOf({ language }: Preferences, { cultures }: Shipped) {
  if (language === undefined) return undefined;
  const known = [language, language.split('-')[0]].map((name) => name?.toLowerCase());
  return known
    .map((name) => cultures.findLast((culture) => culture.language.toLowerCase() === name))
    .find((culture) => culture !== undefined)?.directness;
}
