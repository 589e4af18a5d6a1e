import { type Form, type Meaning, form } from '../token.ts';

const PIECE =
  '(?:prs?|pull request|mr|merge request|commit|patch|patch set|change|changeset|release|version|patch series|sprint|iteration|milestone|rc|beta|minor|major)';

const EVENT = (): Meaning => ({ kind: 'event' });

/** What happens some day that no calendar knows. */
export const EVENTS: readonly Form[] = [
  form(
    `(?:in|with|by|for|before|as part of|during) (?:the |our |my |a |some )?(?:very )?(?:next|following|future|upcoming|coming|follow[- ]?up|subsequent|later|separate|another) (?:one )?${PIECE}(?:s|es)?`,
    EVENT,
  ),
  form('in another (?:pr|pull request|mr|merge request|commit|patch|change)', EVENT),
  form('(?:(?:by|before) )?(?:the )?(?:end of )?(?:the )?(?:next|this|current) (?:sprint|iteration|milestone)', EVENT),
  form('(?:the )?end of (?:the )?(?:sprint|iteration|milestone)', EVENT),
  form(
    '(?:before|by|for|in time for|prior to|(?<=\\b(?:fix(?:ed)?|land(?:ed|s)?|removed?|added|ships?|shipped|come|coming|done|released|available|dropped|go|out|it|this|that|them) )in|in(?= (?:the |\\w+ )?(?:release|code freeze|freeze|launch))) (?:the |we (?:cut|ship|make) (?:the )?)?(?:v?\\d+\\.\\d+(?:\\.\\d+)?(?:-?rc\\d*)?(?: (?:release|freeze|ga))?|(?:\\w+ )?(?:release|code freeze|freeze|cut-?off|launch|ga))',
    EVENT,
  ),
  form(
    "(?:after|once|when|as soon as) (?:[\\w#@/.\\uFFFC'-]{1,60} ){1,6}?(?:is|are|gets?|has been|have been|being)? ?(?:merged|committed|landed|lands|released|fixed|passes|passed|pass|approved|done|in)",
    EVENT,
  ),
];
