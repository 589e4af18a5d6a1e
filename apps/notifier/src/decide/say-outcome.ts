import type { DecisionOutcome, InterventionState } from '@arbiter/contracts';

const WORDS: Readonly<Record<DecisionOutcome['outcome'], string>> = {
  decided: 'Done.',
  'decided-before': 'Somebody has decided about this already; nothing was changed.',
  expired: 'This has run out, and nothing was sent.',
  'not-a-lead': 'Only leads of the person may decide about this.',
  'is-the-subject': 'Nobody decides about what is said to themselves.',
  unsafe:
    'The safety rules stop these words. Please say it without threats, blame, or matters of pay, work contract or health.',
  'not-open': 'This is not open any more; nothing was changed.',
};

/** What became of a try to decide, in words. Who may not decide does not learn how it stands. */
export function sayOutcome(outcome: DecisionOutcome['outcome'], state: InterventionState): DecisionOutcome {
  const stranger = outcome === 'not-a-lead' || outcome === 'is-the-subject';
  return { outcome, state: stranger ? 'proposed' : state, message: WORDS[outcome] };
}
