import type { Found, Rule } from './found.ts';
import { LATER_PIECE, isErrand, isWork } from './promise-words.ts';
import { AT_WORK, CLOSING, NEAR_TIME, PIECE_OF_WORK } from './undertaking-words.ts';

/** What every undertaking without "will" contains; of work that is being done, with a word of when. Cheap, and wide on purpose. */
export const UNDERTAKING_HINT = new RegExp(
  [
    '\\bincoming\\b|\\bcoming\\b|\\bon (?:it|(?:its|the|their) way)\\b|\\bwith me\\b|\\bETA\\b|\\bexpect (?:an?|the|my)\\b|\\bshould (?:have|be able)\\b',
    `\\b${AT_WORK}\\b(?=[^!?]{0,100}?\\b(?:today|tonight|tomorrow|\\w{3,6}day|eo[dwm]|soon|shortly|now|away|asap|next|later|minutes?|hours?|\\w{0,5}noon|evening|morning|lunch|follow|separate|subsequent|upcoming|another)\\b)`,
  ].join('|'),
  'i',
);

/** Manners at a sentence's start, before what is undertaken. */
const LEAD =
  '(?<lead>(?:(?:(?:good|great|nice) (?:point|catch|idea)|ok|okay|sure|yes|yep|yeah|right|thanks|thank you|done|agreed?|makes sense|ack|noted|true|sorry|hmm|fair enough|my bad|oops|sounds good|\\+1|ah|oh|and|but|so|then|also)[ ,.!:—–-]{1,3}){0,3})';

const DELIVERED = `(?:(?:a|an|the|my|our|another|first|second|new|quick|small|proper|final|follow[- ]?up) ){0,3}${PIECE_OF_WORK}`;

/** What no undertaking holds: it is told, denied, supposed, or past. */
const TOLD =
  /\b(?:not|never|no longer|if|when|whenever|is|are|was|were|be|been|has|had|fail\w*|returned|returns|takes?|took|would|could|can|cannot|does|did|requires?|breaks?|broke|locks?|crash\w*|causes?|since|from|every|always|currently|come back)\b|n['’]t\b/i;

interface Form {
  readonly pattern: RegExp;
  readonly confidence: number;
  /** Read of the whole match: what it must not hold. */
  readonly unless?: RegExp;
}

const WHO = "(?<who>I|we)(?:['’](?:m|re)| am| are)";

const FORMS: readonly Form[] = [
  // "Patch incoming", "a fix is on its way".
  {
    pattern: new RegExp(
      `^${LEAD}${DELIVERED} (?:is |are )?(?:incoming|on (?:its|the|their) way|to come)(?: ${NEAR_TIME})?${CLOSING}`,
      'i',
    ),
    confidence: 0.8,
  },
  // "PR coming today", "tests coming in a follow-up".
  {
    pattern: new RegExp(
      `^${LEAD}${DELIVERED} (?:is |are )?(?:coming|to come)(?: up)?(?:,? ${NEAR_TIME}| in (?:a|the|my|another) (?:${LATER_PIECE}|follow[- ]?up))${CLOSING}`,
      'i',
    ),
    confidence: 0.85,
  },
  // "On it, done by Friday", "leave it with me, fixed by tomorrow".
  {
    pattern: new RegExp(
      `^${LEAD}(?:(?:I['’]?m |I am )?on (?:it|this|that)|leave (?:it|this|that) (?:with|to) me|mine)[,:—–-] ?[^!?]{0,60}?\\b${NEAR_TIME}${CLOSING}`,
      'i',
    ),
    confidence: 0.85,
  },
  // "Pushing the revert this afternoon", "reverting this now".
  {
    pattern: new RegExp(
      `^${LEAD}${AT_WORK} (?!to\\b|on\\b|back\\b|in\\b|with\\b|off\\b|so\\b)(?:[^!?]{1,70}? ${NEAR_TIME}|(?:it|this|that|these|them|those) (?:right )?now)${CLOSING}`,
      'i',
    ),
    confidence: 0.8,
    unless: TOLD,
  },
  { pattern: new RegExp(`^${LEAD}rolling back ${NEAR_TIME}${CLOSING}`, 'i'), confidence: 0.8 },
  // "I'm sending it tomorrow", "we're shipping on Monday".
  {
    pattern: new RegExp(
      `(?:^|[,;:–—-] ?|\\b(?:and|but|so|then) )${WHO} (?:also |now |just )?(?<clause>${AT_WORK}\\b[^!?]{0,70}? ${NEAR_TIME})${CLOSING}`,
      'i',
    ),
    confidence: 0.85,
    unless:
      /\b(?:not|never|if|since|from|every|always|because|that (?:is|was|\w+(?:ed|s))|which|introduced|reported|broken|broke|found|failed)\b/i,
  },
  // "Moving this to a helper in the next patchset".
  {
    pattern: new RegExp(
      `^${LEAD}${AT_WORK} [^!?]{1,60}? in (?:the |a |an |my )?(?:${LATER_PIECE}|follow[- ]?up)${CLOSING}`,
      'i',
    ),
    confidence: 0.8,
    unless: TOLD,
  },
  // "Sure, splitting this into a separate commit": after an answer only, else it tells of what is there.
  {
    pattern: new RegExp(
      `^(?!${AT_WORK})${LEAD}${AT_WORK} (?:it|this|that|these|them|those) (?:in)?to (?:the |a |an |my )?${LATER_PIECE}${CLOSING}`,
      'i',
    ),
    confidence: 0.8,
  },
  // "You'll have the draft by Monday", "expect a PR on Thursday".
  {
    pattern: new RegExp(
      `(?:^${LEAD}|, ?|\\band )(?:you(?:['’]ll| will) (?:have|get)|(?:you can )?expect) (?:the |a |an |my |our )(?:[a-z-]{2,15} ){0,2}?${PIECE_OF_WORK}(?: (?:for|of) [^.,!?]{1,30}?)?,? ${NEAR_TIME}${CLOSING}`,
      'i',
    ),
    confidence: 0.85,
  },
  // "ETA for the fix: Friday".
  {
    pattern: new RegExp(
      `^${LEAD}(?:the |my )?ETA(?: (?:for|on) [^.,:!?]{2,40}?)?(?::| is)? (?:is )?${NEAR_TIME}(?: for [^.,:!?]{2,40})?${CLOSING}`,
      'i',
    ),
    confidence: 0.8,
  },
  // "I should have this done by tomorrow", "should have a fix by Friday".
  {
    pattern: new RegExp(
      `(?:^${LEAD}|[,;:] ?|\\b(?:and|but|so) )(?:(?<who>I|we) )?should (?:have (?:a|an|the|it|this|that|these|them|my|our)\\b|be able to (?<verb>[a-z]{2,12}) )[^!?]{0,50}? ${NEAR_TIME}${CLOSING}`,
      'i',
    ),
    confidence: 0.78,
    unless: /\b(?:not|never|if|so that|been)\b/i,
  },
];

/** "On it": an undertaking without an object. */
const ON_IT = /^(?:(?:ok|okay|sure|yes|yep),? )?(?:I['’]?m |I am )?(?<verb>on it)[.!]?$/i;

/** Undertakings that do without "will": what is on its way, what is being done with a time for it, and plain "on it". */
export const withoutWill: Rule = (sentence) => {
  const plain = ON_IT.exec(sentence);
  if (plain) return [{ start: 0, clause: 0, confidence: 0.7, ambiguous: true }];
  for (const { pattern, confidence, unless } of FORMS) {
    const match = pattern.exec(sentence);
    if (match && !unless?.test(match[0]) && isDoable(match.groups?.['verb'])) return [foundAt(match, confidence)];
  }
  return [];
};

const isDoable = (verb: string | undefined): boolean =>
  verb === undefined || isWork(verb.toLowerCase()) || isErrand(verb.toLowerCase());

/** From the writer's "I" where it is said, else from the first word behind manners and commas. */
function foundAt(match: RegExpExecArray, confidence: number): Found {
  const { who, clause, lead = '' } = match.groups ?? {};
  const words = match[0].slice(lead.length);
  const begin = match.index + match[0].length - words.replace(/^(?:[,;:–—-]? ?|and |but |so )/i, '').length;
  const start = who === undefined ? begin : match.index + match[0].indexOf(who);
  return {
    start,
    clause: clause === undefined ? start : match.index + match[0].indexOf(clause),
    confidence,
    ...(who === undefined ? {} : { who }),
  };
}
