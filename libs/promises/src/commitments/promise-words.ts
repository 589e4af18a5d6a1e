/**
 * Verbs of work that a team does on its own project, in their base form. "We will add" is a promise; "we will get an
 * exception" tells what code does.
 */
const WORK = [
  'add',
  'address',
  'adjust',
  'apply',
  'automate',
  'backport',
  'benchmark',
  'bring',
  'bump',
  'change',
  'cherry-pick',
  'clarify',
  'clean',
  'close',
  'commit',
  'complete',
  'consolidate',
  'convert',
  'correct',
  'cover',
  'create',
  'cut',
  'debug',
  'delete',
  'deliver',
  'deploy',
  'deprecate',
  'dig',
  'document',
  'drop',
  'enhance',
  'enable',
  'examine',
  'expand',
  'extend',
  'extract',
  'file',
  'finish',
  'fix',
  'fold',
  'follow',
  'handle',
  'harden',
  'implement',
  'improve',
  'include',
  'incorporate',
  'integrate',
  'introduce',
  'investigate',
  'land',
  'look',
  'make',
  'merge',
  'migrate',
  'modify',
  'move',
  'open',
  'optimize',
  'optimise',
  'pick',
  'polish',
  'port',
  'post',
  'prepare',
  'propose',
  'provide',
  'publish',
  'pull',
  'push',
  'raise',
  'rebase',
  'redo',
  'refactor',
  'refine',
  'relax',
  'release',
  'remove',
  'rename',
  'reopen',
  'reorganize',
  'replace',
  'report',
  'resolve',
  'restore',
  'restructure',
  'revert',
  'review',
  'revisit',
  'rework',
  'rewrite',
  'roll',
  'run',
  'send',
  'ship',
  'simplify',
  'split',
  'squash',
  'start',
  'submit',
  'support',
  'swap',
  'switch',
  'tackle',
  'test',
  'tidy',
  'track',
  'tweak',
  'unify',
  'update',
  'upgrade',
  'upload',
  'validate',
  'verify',
  'wire',
  'work',
  'write',
] as const;

/**
 * After "I will" these undertake nothing: states, manners of speaking, what befalls the speaker, and promises to go on as
 * before.
 */
const IDLE = [
  'accept',
  'admit',
  'agree',
  'always',
  'appreciate',
  'argue',
  'assume',
  'be',
  'believe',
  'bet',
  'buy',
  'concentrate',
  'consider',
  'defer',
  'deny',
  'disagree',
  'discover',
  'end',
  'expect',
  'feel',
  'find',
  'focus',
  'forget',
  'get',
  'grant',
  'guess',
  'happily',
  'hate',
  'have',
  'hold',
  'hope',
  'invest',
  'keep',
  'know',
  'lead',
  'learn',
  'leave',
  'let',
  'like',
  'live',
  'lose',
  'love',
  'meet',
  'miss',
  'need',
  'prefer',
  'receive',
  'refrain',
  'regret',
  'remain',
  'require',
  'result',
  'rely',
  'say',
  'see',
  'seem',
  'sleep',
  'stay',
  'stick',
  'stop',
  'suggest',
  'tell',
  'think',
  'trust',
  'understand',
  'use',
  'wait',
  'want',
  'wish',
  'wonder',
] as const;

/** What people say in short that they will do, and programs do as well: "will check", "will take a look". */
const ERRANDS =
  /^(?:ask|check|comment|confirm|double-check|ping|re-?run|re-?test|re-?try|reply|respond|take|test|try)$/;

/** Turns of the idle verbs that undertake something after all. */
const DILIGENT_TURN =
  /^(?:get (?:rid of|right on|on (?:it|this|that)|to (?:it|this|that|work)|(?:this|that|it|these|those|them)\b|(?:the|a|an|some) (?:\S+ ){1,4}(?:done|merged|reviewed|fixed|updated|out|in|going|ready)\b)|have (?:a|another) (?:[a-z]{3,10} )?(?:look|go|pass|stab)|be (?:adding|addressing|changing|cleaning|doing|fixing|looking|making|merging|moving|refactoring|removing|reviewing|sending|submitting|testing|updating|working|writing)|see (?:if (?:I|we) can|what (?:I|we) can|to it)|let you know (?:when|once|how|by|after)|find (?:out|a way|a fix|a better|time)|keep (?:working|looking|digging)|get back|use (?:this|that|it|the) (?:instead|opportunity))/i;

const worker: ReadonlySet<string> = new Set<string>(WORK);
const idle: ReadonlySet<string> = new Set<string>(IDLE);

/** What code does, in words of work: "will raise an error", "run into undefined behavior". */
const CODE_DOES =
  /^(?:run (?:into|out of)\b|(?:raise|report|send|start|open|create|make|return|write)\b[^.,;]{0,30}\b(?:errors?|exceptions?|warnings?|process(?:es)?|connections?)\b)/i;

/**
 * Whether a verb (base form, lower case) is work on the project.
 * @param clause what the verb begins
 */
export const isWork = (verb: string, clause = ''): boolean => worker.has(verb) && !CODE_DOES.test(clause);

/** Whether a verb (base form, lower case) is a small errand: only a brief sentence undertakes it. */
export const isErrand = (verb: string): boolean => ERRANDS.test(verb);

/** Whether what follows "I will" is no undertaking. */
export const isIdle = (verb: string, clause: string): boolean => idle.has(verb) && !DILIGENT_TURN.test(clause);

/** Participles of work, as passives have them. */
export const WORK_PARTICIPLE =
  'added|addressed|backported|changed|cleaned|completed|converted|corrected|covered|created|delivered|deprecated|documented|done|dropped|enabled|extended|filed|finished|fixed|followed|handled|implemented|improved|included|incorporated|integrated|introduced|investigated|made|merged|migrated|moved|opened|optimi[sz]ed|ported|posted|provided|refactored|released|removed|renamed|replaced|resolved|restored|reverted|reviewed|reworked|rewritten|shipped|simplified|solved|split|submitted|supported|switched|tackled|tested|tracked|updated|upgraded';

const PIECE =
  'prs?|pull requests?|mrs?|merge requests?|commits?|patch(?:es)?|patch ?sets?|ps|change(?:s|sets?)?|jiras?|issues?|tickets?|cls?|diffs?|iterations?|rounds?|revisions?|steps?|phases?';

/** A later piece of the writer's side's own work: "in a follow-up PR", "the next commit". */
export const LATER_PIECE = `(?:next|following|follow[- ]?up|followup|subsequent|separate|another|later|future|upcoming|coming|new|different|second) (?:(?:one |minor |small |github |gh )?(?:${PIECE})|(?:[a-z][a-z-]{1,14} )?(?:prs?|pull requests?|commits?|patch(?:es)?)|work)`;
