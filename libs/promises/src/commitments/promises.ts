import type { Found, Rule } from './found.ts';
import { LATER_PIECE, WORK_PARTICIPLE, isErrand, isIdle, isWork } from './promise-words.ts';
import { UNDERTAKING_HINT, withoutWill } from './undertakings.ts';

/** What every promise with a "will", or a plan, contains. */
const WILL =
  /\bwill\b|['’]ll\b|\bto follow\b|\bcoming (?:in|with)\b|\b(?:going|planning|plan|intend|promise|aim|to) (?:to|be|on)\b|\blet me\b|\bon it\b|\bgonna\b|\bplan(?:ned)? (?:is|for)\b/i;

/** What every promise contains; a text without it is not read further. Cheap, and wide on purpose. */
export const PROMISE_HINT = new RegExp(`${WILL.source}|${UNDERTAKING_HINT.source}`, 'i');

/** What may stand between the undertaking and its verb. */
const ADVERBS =
  '(?:(?:already|also|now|just|then|certainly|definitely|gladly|happily|of course|first|soon|quickly|still|eventually|instead|likely|probably|actually|simply|immediately|shortly|later|try to|try and|go ahead and|be able to|be sure to|make sure to|do my best to|take the time to|come back and|come back to|go and|go through and|(?!apply|barely|comply|hardly|imply|multiply|rarely|rely|reply|supply)[a-z]{3,12}ly) ){0,3}';

const FIRST_PERSON = new RegExp(
  `(?<![-\\w.])(?<who>I|we)(?:['’]?ll| will| shall|['’]m going to| am going to|['’]re going to| are going to|['’]m gonna|['’]m planning to| am planning to|['’]m planning on| am planning on|['’]re planning to| are planning to|['’]re planning on| are planning on|(?: also| soon| still)? plan to| plan on| intend to| promise to| aim to)(?<not> not| never)? (?<adverbs>${ADVERBS})(?<duty>(?:have|need) to )?(?<verb>[a-z-]{2,20})\\b`,
  'gi',
);

/** "Will add a test.", with the writer left out: only where a sentence starts, and only of work. */
const SUBJECTLESS = new RegExp(
  `^(?<lead>[-*+•] |[*_]{1,3}|(?:(?:ok|okay|sure|yes|yep|yeah|right|thanks|thank you|good point|good catch|good idea|great|done|agree|agreed|makes sense|ack|noted|nice|true|sorry|hmm|fair enough|my bad|sounds good|\\+1|ah|oh|and|but|so|then|also)[ ,.!:—–-]{1,3}){1,2})?(?:will|(?:planning|going) to|gonna) (?<adverbs>${ADVERBS})(?<verb>[a-z-]{2,20})\\b`,
  'i',
);

/** "forgot this, will remove": the writer is left out where no other subject can be meant. */
const AFTER_COMMA = new RegExp(`^[^.:;]{2,90}, ?will (?<adverbs>${ADVERBS})(?<verb>[a-z-]{2,20})\\b`, 'i');

/** "… Will clean it up in another PR", without the full stop before it. */
const RUN_ON = new RegExp(`(?<=[a-z\\d)] )Will (?<adverbs>${ADVERBS})(?<verb>[a-z-]{2,20})\\b`, 'g');

/** "I opened an issue and will do it in another PR". */
const AND_WILL = new RegExp(
  `\\b(?<who>I|we)\\b[^,.;]{2,120},? (?:and|but|so) will (?<adverbs>${ADVERBS})(?<verb>[a-z-]{2,20})\\b`,
  'i',
);

/** "Let me add a test." */
const LET_ME = new RegExp(`(?:^|[,:] |\\b(?:so|then|but) )let me (?<adverbs>${ADVERBS})(?<verb>[a-z-]{2,20})\\b`, 'i');

/** "Future commits will add …", "another PR which will address …", "an upcoming PR for the API will test …". */
const LATER_WORK = new RegExp(
  `\\b(?<who>${LATER_PIECE})(?: (?:at|for) [^,.;:]{1,40}?)?(?: which| that|,)?(?: I| we)? will (?<adverbs>${ADVERBS})(?<verb>be [a-z]{3,12}(?:ing|ed at|ed to)|[a-z-]{2,20})\\b`,
  'gi',
);

/** "X will be removed in the next PR": the piece of work makes the writer's side the doer. */
const PASSIVE = new RegExp(
  `(?<=^| )(?:will|shall|is going to|are going to|is to|are to|(?<!(?:needs?|has|have|had|ought|wants?|like|supposed) )to) (?:also |then |all |both )?be (?:[a-z]{2,12}ly )?(?:${WORK_PARTICIPLE}|arranged|(?!need|requir|expect|consider|suppos)[a-z]{2,12}[a-z]ed)\\b[^.!?]{0,80}? (?:in|with|by|as|through|via|under) (?:the |a |an |my |our |this )?${LATER_PIECE}\\b`,
  'i',
);

/** "The rest will come in a separate change", "the fix is coming in the next commit", "there will be a follow-up for it". */
const TO_COME = new RegExp(
  `\\bthere will be (?:a |an |another )(?:${LATER_PIECE}|follow[- ]?up)\\b|(?:\\bwill (?:also |then )?(?:come|land|arrive|ship)|\\b(?:is|are) coming) (?:in|with) (?:the |a |an |my |our )?${LATER_PIECE}\\b`,
  'i',
);

/** "X will be added later", "these will be addressed in future work": put off by whoever does the work, and not dropped. */
const PUT_OFF = new RegExp(
  `(?<=^| )(?:will|shall|is going to|are going to) (?:also |then |all |both )?be (?:[a-z]{2,12}ly )?(?:${WORK_PARTICIPLE}|arranged)\\b(?: [^\\s.!?;]{1,30}){0,8}? (?:later(?: on)?|separately|soon|shortly|at a later (?:date|time|point|stage)|in (?:the |a )?(?:near |short )?(?:future|term)(?: work| update| version)?|next|as (?:a )?follow[- ]?up)(?=[\\s.!,;:)]*$|[.,;)] )`,
  'i',
);

/** "A backport will follow." */
const WILL_FOLLOW =
  /^(?!.*\b(?:following|as follows|(?:easi|hard|simpl)(?:er|est)? to follow|(?:difficult|easy|have|need|needs|simple|want|wants) to follow)\b)[^,;:]{3,80} (?:will|to) follow(?: (?:soon|later|shortly|separately|next|suit later|up))?(?: in [^.!?]{1,40})?[\s.!)]*$/i;

/** "Will be fixed", with what is meant left out. */
const TO_BE_DONE = new RegExp(
  `^(?:(?:ok|okay|sure|yes|thanks|sorry)[ ,.!]{1,3})?will be (?:${WORK_PARTICIPLE})[\\s.!)]*$`,
  'i',
);

/** What befalls others, or is given up: no work of the writer. */
const GIVEN_UP = /\b(?:deprecat|obsolet|sunset|end[- ]of[- ]life|EOL|no longer)/i;

/** Somebody else's promise, reported. */
const REPORTED =
  /(?<who>@[\w-]{1,39})(?: said| says| promised| told me)?(?: that)?(?: he| she| they)?(?:['’]ll| will| is going to) (?<adverbs>)(?<verb>[a-z-]{2,20})\b/g;

/** Nothing after "do" that says what. */
const NO_OBJECT = /^do(?: so| it| that)?(?:,? (?:thanks|thank you|thx|soon|then|now|later)\b.{0,40})?[\s.!,:)]*$/i;

/** Right before "I will": what follows is supposed, asked or told, not undertaken. */
const SUPPOSED =
  /\b(?:if|whether|unless|when|whenever|until|imagine|suppose|otherwise|what|how|why|where|or|said|says|told|means?|because|since|ensures?|so that|think that|the (?:\w+ ){1,3}that|(?:says?|said|states?|means?|claims?|assumes?|implies|ensures?|guarantees?|expects?) that)$/i;

/** A sentence that supposes something from its first word on. */
const SUPPOSING = /^(?:if|when|whenever|unless|otherwise|as soon as|once|each time|every time)\b/i;

/** A condition or a habit, wherever in a sentence. */
const SUPPOSES =
  /\b(?:if|when|whenever|every time|each time|otherwise|always|in (?:this|that|which) case|instead of)\b/i;

/** Doubt about whether it will come to it. */
const DOUBT =
  /\b(?:if (?:we (?:find|need|see|want|get|decide|hit)|any(?:one|body)|some(?:one|body)|there (?:is|are)|there['’]s|people|users|it turns out|required)\b|maybe|perhaps|possibly|might|not sure|if you (?:want|like|prefer)|if needed|if necessary|if (?:that|this|it)['’]?s (?:ok|okay|fine))\b/i;

/** What code does, told with "we". */
const NARRATION =
  /\b(?:if|when|each time|every time|whenever|otherwise|always|currently|in (?:this|that|which) case|in the [^,]{1,40} (?:case|scenario)|the (?:current|existing) implementation|after (?:that|which)|instead of|here|for now|this (?:patch|commit|change|pr))\b/i;

/** The work lies ahead: it is not the code that will do it. */
const AHEAD = new RegExp(
  `\\b(?:${LATER_PIECE}|follow[- ]?up|later|soon|shortly|eventually|in the end|tomorrow|tonight|today|in the long (?:term|run)|down the (?:road|line)|next (?:week|month|sprint|release|version|year)|this (?:week|sprint|month)|(?:mon|tues|wednes|thurs|fri)day|separately|in the (?:near )?future|moving forward|going forward|^next,? (?:I|we))\\b`,
  'i',
);

const isQuestion = (sentence: string): boolean =>
  /\?["')\]]{0,2}$/.test(sentence) && !/\b(?:right|ok|okay|correct) ?\?["')\]]{0,2}$/i.test(sentence);

/** What stands right before a match, as far as it matters. */
const before = (sentence: string, index: number): string => sentence.slice(Math.max(0, index - 60), index).trimEnd();

interface Groups {
  readonly who: string;
  readonly verb: string;
  readonly not: boolean;
  /** "I will have to …" */
  readonly duty: boolean;
  readonly clause: number;
}

function groupsOf(match: RegExpMatchArray): Groups {
  const { who = '', verb = '', adverbs = '', duty = '', not } = match.groups ?? {};
  const clause = (match.index ?? 0) + match[0].length - verb.length - duty.length - adverbs.length;
  // "clean-up" and "follow-up" are written for the verbs as well.
  const base = verb.toLowerCase().replace(/-up$/, '');
  return { who, verb: base, not: not !== undefined, duty: duty !== '', clause };
}

const firstPerson: Rule = (sentence) => {
  const found: Found[] = [];
  for (const match of sentence.matchAll(FIRST_PERSON)) {
    const { who, verb, not, duty, clause } = groupsOf(match);
    const rest = sentence.slice(match.index + match[0].length - (match.groups?.['verb']?.length ?? 0));
    const lead = before(sentence, match.index);
    const writer = who.toLowerCase() === 'i';
    // What one has to do oneself will be done; what "we have to do" is found to be needed, by nobody in particular.
    if (
      not ||
      /^[A-Z][a-z]/.test(match.groups?.['verb'] ?? '') ||
      SUPPOSED.test(lead) ||
      (duty && (!writer || !isDuty(verb, rest)))
    )
      continue;
    const confidence = writer ? ofWriter(verb, rest) : ofTeam(verb, rest, sentence, lead, match[0]);
    if (confidence === 0) continue;
    const doubtful = DOUBT.test(sentence);
    found.push({
      start: match.index,
      clause,
      who,
      confidence: doubtful ? Math.min(confidence, 0.7) : confidence,
      ...(NO_OBJECT.test(rest) ? { ambiguous: true } : {}),
    });
  }
  return found;
};

const isDuty = (verb: string, rest: string): boolean => isWork(verb, rest) || /^have (?:a|another) /i.test(rest);

/** What people say to be going to do with a later piece of their own work, whatever the verb. */
const IN_LATER_PIECE = new RegExp(
  `\\b(?:in|with|by) (?:the |a |an |my |our |some )?(?:${LATER_PIECE}|next version)\\b`,
  'i',
);

/** "I will …" undertakes unless the verb is idle. */
function ofWriter(verb: string, rest: string): number {
  if (/^run (?:into|out)\b/i.test(rest)) return 0;
  if (isIdle(verb, rest)) return verb === 'use' && IN_LATER_PIECE.test(rest) ? 0.8 : 0;
  return isWork(verb) || verb === 'do' ? 0.92 : 0.8;
}

/** Where a clause begins: not "the files we will write". */
const TURN = /(?:[,.:;()–—-]|@[\w-]{1,39}|\b(?:and|but|then|end|sure|ok|okay|yes|thanks))$/i;

const BEING_AT_WORK =
  /^be (?:adding|addressing|changing|cleaning|deprecating|doing|dropping|fixing|implementing|improving|introducing|merging|migrating|moving|porting|promoting|publishing|refactoring|releasing|removing|replacing|reworking|rewriting|sending|shipping|submitting|switching|updating|working on|writing)\b/i;

/** What for, told of something that is being built. */
const DESIGN = /\bso (?:that )?(?:it|they|we|this|that|users?|you) (?:can|could|will|may)\b|\binstead\b/i;

/** Who says so speaks of people, not of code, wherever in a sentence. */
const PLANS = /\b(?:plan(?:ning)? (?:to|on)|intend to|promise to|aim to)\b/i;

/** "We will …" undertakes only work, and only where it is not code that is told of. */
function ofTeam(verb: string, rest: string, sentence: string, lead: string, said: string): number {
  if (/\bbe able to\b/i.test(said) || (verb === 'start' && !/^start (?:\w+ing|to|on|with)\b/i.test(rest))) return 0;
  const ahead = AHEAD.test(sentence);
  if (PLANS.test(said) && (isWork(verb) || /^(?:reduce|use)$/.test(verb))) return 0.85;
  if (isPutOff(verb, rest, sentence, lead)) return 0.8;
  if (/^come (?:up|back) with (?:a|an|another|some)\b/i.test(rest)) return 0.8;
  if (verb === 'be') return ahead && BEING_AT_WORK.test(rest) ? 0.8 : 0;
  if (verb === 'do' ? !/^do (?:that|this|it|so|them|the)\b/i.test(rest) : !isWork(verb, rest)) return 0;
  if (NARRATION.test(sentence) && !ahead) return 0;
  if (ahead) return 0.9;
  if (DESIGN.test(rest)) return 0;
  // "We are going to read the header" tells what code does; nobody's code is going to drop a mode of itself.
  if (/\bgoing to\b/i.test(said) && !/^(?:deprecate|drop|migrate|publish|release|rework|rewrite)$/.test(verb)) return 0;
  return lead === '' || TURN.test(lead) ? 0.78 : 0;
}

/** "We will allow this in the next patch", "we will deal with it later": no work by its verb, but for a later time. */
function isPutOff(verb: string, rest: string, sentence: string, lead: string): boolean {
  if ((isIdle(verb, rest) && verb !== 'use') || /(?:^|, )(?:if|when|whenever|unless)\b/i.test(sentence)) return false;
  const later = IN_LATER_PIECE.test(rest) || IN_LATER_PIECE.test(lead);
  return later || /^(?:deal with|get to|come back to|return to|do) [^,.]{1,40} later\b/i.test(rest);
}

const subjectless: Rule = (sentence) => {
  const match = SUBJECTLESS.exec(sentence);
  if (!match) return [];
  const { verb, clause } = groupsOf(match);
  const rest = sentence.slice(match[0].length - verb.length);
  if (verb === 'work' && !/^work (?:on|with|through)\b/i.test(rest)) return [];
  if (!isWork(verb, rest) && verb !== 'do' && !(isErrand(verb) && isBrief(sentence))) return [];
  const start = match.groups?.['lead']?.length ?? 0;
  return [{ start, clause, confidence: 0.88, ...(NO_OBJECT.test(rest) ? { ambiguous: true } : {}) }];
};

/** The other ways to leave the writer out; each only of work, and where no code can be meant. */
const elliptic: Rule = (sentence) => {
  const comma = SUPPOSES.test(sentence) ? null : AFTER_COMMA.exec(sentence);
  if (comma && (isWork(groupsOf(comma).verb) || isErrand(groupsOf(comma).verb))) return [undertaking(comma, 0.8)];
  const ahead = AHEAD.test(sentence);
  const found = ahead ? [...sentence.matchAll(RUN_ON)] : [];
  const both = ahead ? AND_WILL.exec(sentence) : null;
  return [...found, ...(both ? [both] : [])].flatMap((match) => {
    const { verb, clause } = groupsOf(match);
    return isWork(verb, sentence.slice(clause)) || verb === 'do' ? [undertaking(match, 0.8)] : [];
  });
};

/** What is undertaken begins at its "will" or "let me". */
function undertaking(match: RegExpMatchArray, confidence: number): Found {
  const { who, clause } = groupsOf(match);
  const start =
    (match.index ?? 0) +
    match[0].toLowerCase().lastIndexOf(match[0].toLowerCase().includes('let me') ? 'let me' : 'will');
  return { start, clause, confidence, ...(who === '' ? {} : { who }) };
}

const letMe: Rule = (sentence) => {
  const match = LET_ME.exec(sentence);
  if (!match) return [];
  const { verb, clause } = groupsOf(match);
  const undertaken = isWork(verb) || /^(?:give (?:it|this|that) (?:a|another)|kill) /i.test(sentence.slice(clause));
  return undertaken ? [undertaking(match, 0.8)] : [];
};

/** Few enough words that no code is told of. */
const isBrief = (sentence: string): boolean => AHEAD.test(sentence) || sentence.split(' ').length <= 8;

const laterWork: Rule = (sentence) =>
  [...sentence.matchAll(LATER_WORK)].flatMap((match) => {
    const { verb, clause } = groupsOf(match);
    const undertaken = isWork(verb) || /^(?:do|use|build|contain|allow|complete|be .*)$/.test(verb);
    return undertaken ? [{ start: match.index, clause, confidence: 0.84 }] : [];
  });

/** What is to be done stands before the verb here, so the sentence is taken whole. */
const passive: Rule = (sentence) => {
  const putOff = PUT_OFF.test(sentence) || WILL_FOLLOW.test(sentence);
  const found =
    PASSIVE.test(sentence) ||
    TO_BE_DONE.test(sentence) ||
    TO_COME.test(sentence) ||
    (putOff && !GIVEN_UP.test(sentence) && !SUPPOSING.test(sentence));
  return found ? [{ start: 0, clause: 0, confidence: DOUBT.test(sentence) ? 0.7 : 0.8 }] : [];
};

const reported: Rule = (sentence) =>
  [...sentence.matchAll(REPORTED)].flatMap((match): Found[] => {
    const { who, verb, clause } = groupsOf(match);
    return isWork(verb) ? [{ start: match.index, clause, who, confidence: 0.6, ambiguous: true }] : [];
  });

const RULES: readonly Rule[] = [firstPerson, subjectless, elliptic, letMe, laterWork, passive, reported, withoutWill];

/** The promises of one sentence, in its order. A sentence is read by the first rule that finds something in it. */
export function promisesIn(sentence: string): readonly Found[] {
  if (!PROMISE_HINT.test(sentence) || isQuestion(sentence)) return [];
  for (const rule of RULES) {
    const found = rule(sentence);
    if (found.length > 0) return found;
  }
  return [];
}
