/** Words that speak of a shortcoming, and how much they say: at 1 a sentence admits debt. */
export interface Cue {
  readonly weight: number;
  /** A regular expression's alternatives, read case-insensitively between word boundaries. */
  readonly words: string;
}

const cue = (weight: number, ...words: readonly string[]): Cue => ({
  weight,
  words: words.join('|').replaceAll(' | ', '|'),
});

const TESTS = '(?:unit |integration |regression |system )?tests?';
const DOCS = '(?:java-?docs?|docs?|documentation|comments?|readme|license|groovydoc)';
const LOGGING =
  '(?:logging|log messages?|logs?|debug info\\w*|logged|(?:error|exception) (?:messages?|reporting|handling|emitting))';
const REWRITE =
  '(?:remove|rename|extract|inline|combine|drop|split|refactor|shorten|simplify|factor|merge)(?:d|ed|ped)?|private|final|constant';

/** Work that is put off, by nobody in particular. */
export const LEFT_FOR_LATER =
  '(?:fix|address|revisit|handle|improve|change|clean|remove|refactor|implement) (?:this |that |it |them |these |those )?(?:up )?(?:later|in (?:the )?future|at some point|some ?day|eventually)';

/** Each of these is enough. */
const STRONG: readonly Cue[] = [
  // Work that was left, and shortcuts that were taken.
  cue(
    1,
    'todos? | fixmes? | hack(?:s|y|ish|ed)? | kludg(?:e|es|y) | work-?arounds?',
    'work(?:s|ed|ing)? around (?:a|an|the|this|that|some)',
  ),
  cue(
    1,
    'band-?aid | stop-?gap | quick and dirty | ugly | tech(?:nical)?[- ]debt | code smells?',
    'temporar(?:y|ily) (?:fix|solution|hack|disable|change|measure|revert)\\w* | half[- ]baked',
    'work in progress | not ideal | sub-?optimal | over-?engineer\\w*',
  ),
  cue(
    1,
    '(?:needs?|has|have|ought|still) to be (?:\\w+ly )?(?:done|fixed|removed|refactored|cleaned|improved|addressed|implemented|handled|rewritten|reworked|revisited)',
  ),
  cue(1, LEFT_FOR_LATER),
  // Code that nobody needs, or that is there twice.
  cue(
    1,
    'unused | dead(?:-| )code | left-?overs? | left over | useless | unne?c+ess?ar(?:y|ily) | un-?needed',
    'redundan(?:t|cy|cies|tly) | superfluous | extraneous | pointless | irrelevant | overkill',
  ),
  cue(
    1,
    `(?:isn|aren|don|doesn|wasn)['’]?t (?:\\w+ )?(?:used|need|needed|necessary|required)`,
    '(?:not|never) (?:\\w+ )?(?:used|needed|necessary) | no need (?:to|for)',
    'can be (?:removed|dropped|simplified|deleted) | get(?:ting)? rid of | got rid of',
  ),
  cue(
    1,
    'duplicated? (?:code|logic|import|call|method|class|check|line|declaration|dependenc|implementation)\\w*',
    'duplication | de-?duplicate code | copy[- ]?past\\w+ | remov(?:e|ed|ing) (?:the )?duplicated?',
    'looks? duplicated? | boilerplate',
  ),
  // Code that is hard to read.
  cue(
    1,
    'clean(?:s|ed|ing)?[- ]?ups? | clean(?:s|ed|ing)? (?:it|this|that|things|code|the \\w+) up',
    'clean(?:er|ing|ed)?(?: the| up)? code | tid(?:y|ied|ying) | simplif(?:y|ies|ied|ying|ication|ications)',
    'convoluted | (?:over|overly |too )-?complicated | too complex',
  ),
  cue(
    1,
    'formatting | re-?format(?:ted|ting)? | indent(?:s|ed|ation)',
    'cod(?:e|ing)[- ](?:style|standards?|conventions?) | check-?style | blank lines? | semi-?colons?',
    'long lines? | (?:need|missing|extra) (?:a )?(?:space|newline|blank) | trailing (?:space|white)\\w* | polish(?:ed|es|ing)?',
  ),
  cue(
    1,
    'readab(?:le|ility) | unreadable | confus(?:ing|ed|ion) | misleading',
    '(?:hard(?:er)?|difficult|easier) to (?:read|follow|understand|reason|maintain|review) | cryptic',
    'more (?:readable|descriptive|explicit|meaningful|concise|intuitive) | error[- ]prone | awkward | messy',
    'brittle | fragile | cumbersome | clunky | spaghetti | unmaintain\\w+ | hard to maintain',
  ),
  cue(
    1,
    'cruft\\w* | bloat(?:ed)? | housekeeping | cosmetic\\w* | needless\\w* | half[- ]done | repetitive | de-?flak\\w+',
    'commented[- ]out code | re-?word(?:s|ed|ing)? | re-?phras(?:e|es|ed|ing) | out of sync',
  ),
  cue(
    1,
    'hard[- ]?cod(?:e|ed|ing) | magic (?:number|string|constant|value)s? | misnamed | consistent with',
    'more consistent | better nam(?:e|es|ing) | raw types?',
  ),
  cue(
    1,
    '(?:organi[sz]e|reorg|clean|tidy) imports? | (?:compil\\w+|javac|intellij|eclipse|ide) warnings?',
    '(?:fix|fixes|fixed|remove|removed|suppress|eliminate|address|resolve|reduce|missed|avoid) (?:\\w+ ){0,3}warnings?',
    'debug(?:ging)? (?:statement|print|comment|println)s?',
  ),
  // Words, documents and messages that mislead.
  cue(
    1,
    'typos? | mis-?spell(?:ed|ing|ings|t)? | mis-?spelling | spelling | grammar | wording | out-?dated',
    'out[- ]of[- ]date | undocumented',
    `(?:improve[ds]?|improving|incomplete|polish(?:ed)?|lacks?|lacking) (?:\\w+ )?${DOCS}`,
    `(?:improvements?|clean-?ups?|tweaks?) (?:to|for|in|of) (?:the )?${DOCS}`,
  ),
  cue(
    1,
    `(?:more|better|improve[ds]?|improving|improvements?|enhance[ds]?|additional|extra|useful|helpful|excessive|noisy|reduce[ds]?|too much|less|unnecessary) (?:\\w+ ){0,3}${LOGGING}`,
    `add(?:s|ed)? (?:some |more |debug |extra |additional )*(?:logging|log messages?)`,
    'logging (?:improve|clean|message|noise)\\w*',
  ),
  cue(1, '(?:add|put|deserves?|needs?) (?:a |some |more )?comments? | incorrect java-?docs?'),
  // Tests that are missing, or not to be trusted.
  cue(
    1,
    'flak(?:y|ey|iness|ies) | test (?:stability|flakes?) | harden(?:s|ed)? | sporadic(?:ally)?',
    `unstable (?:${TESTS}|cases?) | stabili[sz](?:e|es|ed|ing) (?:\\w+ ){0,2}${TESTS}`,
    '(?:test|more|missing|improve|increase|full|low) coverage | untested | not tested',
    `lacks? (?:of )?(?:\\w+ )?${TESTS}`,
    `missing ${TESTS}`,
    '(?:un-?ignore|un-?skip|disable|skip|unskip)(?:d|s|ped|ping)? (?:\\w+ ){0,2}tests? | slow tests?',
    'expensive tests?',
  ),
  // Waste and hazards.
  cue(
    1,
    'slow(?:s|ness|ing)? down | too slow | slowness | in-?efficien(?:t|cy|tly)',
    'performance (?:improvement|issue|problem|optimi[sz]ation|regression|critical)s?',
    'improved? (?:\\w+ ){0,2}performance | speed(?:s|ing)?[- ]up | leak(?:s|ed|ing|age)?',
    'thread[- ]?saf(?:e|ety) | improve[ds]? (?:the )?(?:speed|efficiency|memory|tests?|readability|error)\\w*',
  ),
  // What reviewers say first.
  cue(
    1,
    'nit(?:s|pick|picks|picking|picky)?',
    `it(?:[\'’]d| would) be (?:nice|good|great|better|cleaner|useful)`,
    'might be (?:better|nicer|cleaner)',
    `(?:please|could you|can you|should|need to|needs|would be (?:nice|good|great)\\b.{0,20}) (?:also )?(?:add|have|write|include)? ?(?:some |a |an |more |few |couple of )*${TESTS}`,
  ),
  // The same as above in other words: slips of the pen among them, as people make them in haste.
  cue(
    1,
    'un-?n?e[cs]{1,3}[ea]s{0,2}[ae]r(?:y|ily) | un-?useful | typeos? | mis-?typed | for (?:the sake of )?(?:clarity|readability|simplicity)',
    'more (?:\\w+ )?(?:tests?|testing|docs|documentation|examples?|details?|comments?|coverage)',
    `missing (?:\\w+ )?(?:${DOCS}|headers?|dependenc(?:y|ies)|imports?|${TESTS}|details?|docstrings?)`,
    '(?:transitive|redundant|rarely used|extra) dependenc(?:y|ies)',
  ),
];

/** Two of these together, or one with a little help. */
const WEAK: readonly Cue[] = [
  cue(
    0.6,
    'minor | temporar(?:y|ily) | refactor(?:s|ed|ing)? | rework(?:s|ed|ing)? | re-?organi[sz](?:e|es|ed|ing)',
    'rename[sd]? | optimi[sz](?:e|ed|es|ing|ation|ations) | for now | warnings? | style | performance | perf',
  ),
  cue(
    0.6,
    'better | improv(?:e|es|ed|ing|ements?) | nicer | cleaner | simpler | easier | faster | slow(?:er)?',
    'expensive',
  ),
  cue(0.5, 'remov(?:e|es|ed|ing) | delet(?:e|es|ed|ing) | eliminat(?:e|es|ed|ing) | drop(?:ped)? | rid'),
  cue(
    0.5,
    'code | comments? | java-?docs? | logging | logs? | debug(?:ging)? | imports? | obsolete | deprecated',
    'duplicated? | license',
  ),
  cue(
    0.6,
    '(?:error|exception|log) messages? | hangs? | consistent | consistency | inconsistent\\w* | weird | odd',
    'strange | clear(?:er)? | stale | faulty | ambigu(?:ous|ity)',
  ),
  cue(
    0.6,
    `(?:should|could|can|would|might)(?: we| you| probably| also| just| it| this| instead| not)* (?:be )?(?:${REWRITE})`,
    'maybe | a bit | pretty | personally | suggest | prefer(?:red|able|ably)? | should never | why is',
    'lot of | seems? | risky | breaking',
  ),
  cue(0.5, `can we | could we | should we | I would | I['’]d | reuse | documented | documenting`),
  cue(
    0.5,
    `(?:add|have|write|need|needs|want|see) (?:some |a |an |more |the |few |additional |also |another |unit |integration |new )*tests?`,
    `(?:add|put|leave|have|include|need) (?:some |a |an |more |the |this |brief |few |short |code )*${DOCS}`,
    'somewhere | useful | in general | no test',
  ),
  // What reviewers would rather see, and what refactorings are for: little by themselves, the model learned how much.
  cue(
    0.25,
    're-?us(?:e|ed|ing|able) | instead(?: of)? | rather than | constants? | literals?',
    '(?:separate|own|dedicated|helper|utility|common) (?:method|function|class|file|module|pr|patch|commit)s? | helper',
  ),
  cue(
    0.25,
    're-?structur(?:e|es|ed|ing) | factor(?:ed|ing)?(?: \\w+){0,4} out | untangl\\w+ | de-?coupl\\w+ | de-?duplicat\\w+',
    'consolidat\\w+ | centrali[sz]\\w+ | moderni[sz]\\w+ | streamlin\\w+ | unif(?:y|ied|ies|ying) | generali[sz](?:e|es|ed)',
  ),
  cue(
    0.25,
    'efficient(?:ly)? | efficiency | bottlenecks? | overhead | wasteful(?:ly)? | wast(?:e|es|ed|ing) | costly',
    'memory (?:usage|footprint|consumption) | allocations? | time[- ]consuming | long[- ]running tests?',
    'tak(?:es|ing) (?:too |very |so )long',
  ),
  cue(
    0.25,
    'clarif(?:y|ies|ied|ying|ication) | clarity | unclear | not (?:very |really |so )?clear | concise | verbose',
    'why (?:do|are|is|not|did|does|would|use|call|have)',
    `(?:can|could|should|may|might|let['’]s|please) (?:we |you |just )*(?:re-?)?(?:name|call) (?:this|it|the|that)`,
    'naming | misnomer | (?:clearer|different) names? | (?:method|variable|class|function|parameter|test) names?',
  ),
  cue(
    0.25,
    'bad (?:idea|practice) | mess(?:ed)? | nasty | horrible | terrible | gross | crap(?:py)? | sucks? | silly | stupid',
    'dumb | gnarly | hairy | wonky | janky | dirty | lame | evil',
  ),
  cue(
    0.25,
    'for the time being | in the mean ?time | interim | (?:short|long)[- ]term | at some point',
    'down the (?:road|line) | eventually | at the moment',
    'nest(?:ed|ing) | too (?:long|big|large|many|much|deep|generic|broad|strict|verbose)',
    '(?:very|really|extremely|overly|rather) (?:long|big|complex|complicated|verbose)',
  ),
];

export const CUES: readonly Cue[] = [...STRONG, ...WEAK];
