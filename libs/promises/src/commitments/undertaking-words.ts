/** What a team hands over, in the words that stand for it in short messages: "PR coming today". */
export const PIECE_OF_WORK =
  '(?:prs?|pull requests?|mrs?|cls?|ps\\d*|patch(?:es)?|patch ?sets?|(?:hot|bug)?fix(?:es)?|revert|rebase|back-?ports?|tests?|docs|release notes|repro(?:ducer)?|drafts?|reviews?|reports?|updates?|numbers|logs|benchmarks?|migrations?|rewrite|change|follow[- ]?ups?|write-?up|design|proof of concept|prototype|release|notes|summary|test plan|(?:rest|remainder|other half|first half|second half)(?: of \\w+)?)';

/** What people say to be doing, of work on a project. */
export const AT_WORK =
  '(?:adding|addressing|backporting|changing|cleaning|cutting|deploying|documenting|doing|drafting|dropping|filing|finishing|fixing|implementing|investigating|landing|looking into|merging|migrating|moving|opening|picking|porting|posting|preparing|publishing|pushing|putting|rebasing|refactoring|releasing|removing|renaming|replacing|reverting|reviewing|reworking|rewriting|rolling|sending|shipping|splitting|submitting|taking|testing|tidying|updating|upgrading|uploading|working on|writing)';

const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';

/** A time that is near enough that whoever names it means it. */
export const NEAR_TIME = `(?:(?:(?:by|on|until|before|for|at) )?(?:the end of |late |early |first thing )?(?:today|tonight|tomorrow(?: (?:morning|afternoon|evening|night|noon))?|eo[dwm]|cob|noon|lunch(?:time)?|midnight|(?:this|next|coming|the next) (?:morning|afternoon|evening|night|weekend|week|month|sprint|${WEEKDAY})|${WEEKDAY}(?: (?:morning|afternoon|evening|night))?|the (?:day|week|month|sprint))|(?:by|at|before|until) \\d{1,2}(?::\\d\\d)? ?(?:[ap]\\.?m\\b)?|soon|shortly|right (?:away|up)|asap|immediately|later(?: (?:today|tonight|this week|on))?|(?:up )?in (?:a|an|the next|about|\\d{1,3}|one|two|three|four|five|ten|twenty|thirty) (?:few |couple of |half )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|sec(?:ond)?s?)|after lunch)`;

/** What may stand after the time, so that the sentence is over in all but manners. */
export const CLOSING =
  '(?=$|[.,!:)(–—…]| [:;]-?[)D]| [–-] | (?:unless|once|after|assuming|sorry|thanks|or|and|at the latest)\\b)';
