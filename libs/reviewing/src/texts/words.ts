import type { Fault, SetAside } from '../review/review.ts';

/** What went wrong, for people. */
export const FAULTS: Readonly<Record<Fault['reason'], string>> = {
  caps: 'What one review may use is used up: the rest was not looked at.',
  budget: 'A budget that this repository falls under is used up: the rest was not looked at.',
  'model-down': 'The language model could not be reached.',
  'model-timeout': 'The language model did not answer in time.',
  'model-fault': 'The language model answered with an error.',
  'model-refused': 'The language model refused to answer.',
  'model-unusable': 'The language model answered in a form that cannot be used, twice.',
  'not-served': 'Nobody is set up who could review.',
  aborted: 'The review was stopped before its end.',
};

/** Why something was not looked at. */
export const SKIPPED: Readonly<Record<string, string>> = {
  binary: 'binary',
  submodule: 'submodule: another repository',
  'mode-only': 'only the mode changed',
  'renamed-only': 'only the name changed',
  empty: 'no lines changed',
  excluded: 'excluded by configuration',
  'other-language': 'another language than those configured',
  'lock-file': 'lock file',
  vendored: "somebody else's code",
  generated: 'generated',
  'no-model': 'nobody was asked',
  budget: '**in scope, no budget left**',
  'too-long': '**in scope, too long for one question**',
  truncated: '**in scope, the diff is cut off**',
  'not-answered': '**in scope, no answer**',
};

/** Why a finding does not stand on a line. */
export const NOT_INLINE: Readonly<Record<string, string>> = {
  'outside-diff': 'its file is not in the diff',
  'outside-hunks': 'its lines are not in the diff',
  'quote-not-found': 'the code that it quotes is not in the diff',
  'quote-ambiguous': 'the code that it quotes stands there more than once',
  'no-lines': 'it names no lines',
  'earlier-commit': 'an earlier commit of the push changed it',
  'whole-change': 'about the change as a whole',
  'too-many': 'more comments than configured',
  rejected: 'the forge did not take it there',
};

/** Why a finding is not posted. */
export const SET_ASIDE: Readonly<Record<SetAside['reason'], string>> = {
  'said-before': 'said before',
  'same-as-another': 'the same as another',
  'below-threshold': 'below the threshold',
  'ignored-rule': 'of rules that are ignored here',
  'judged-wrong': 'found wrong on a second look',
  'judged-trivial': 'found trivial on a second look',
  unsure: 'too unsure',
};
