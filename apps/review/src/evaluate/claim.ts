/** How far somebody's words say that the work is, 0 to 1, in the order in which they are looked for. */
const CLAIMS: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:not (?:started|begun|yet)|haven'?t (?:started|begun|gotten)|have not (?:started|begun)|did(?:n'?t| not) (?:start|get to))\b/i,
    0,
  ],
  [
    /\b(?:almost|nearly|practically|mostly|virtually|basically|all but|close to) (?:done|finished|ready|complete[d]?|there)\b/i,
    0.9,
  ],
  [
    /\b(?:just|only) (?:needs?|missing|waiting for|have to|polish)|\bfinal touches\b|\bfinishing (?:up|touches)\b|\bwrapping up\b/i,
    0.9,
  ],
  [
    /\b(?:(?:it'?s|is|am|'m|are|was|got|has been|have been|all) (?:now |already |all )?(?:done|finished|complete[d]?|merged|shipped|ready)|finished it|(?:just )?pushed|merged it)\b/i,
    1,
  ],
  [/\b(?:half ?way|halfway|half done|in the middle of)\b/i, 0.5],
  [/\b(?:working on|in progress|making (?:good )?progress|on it|on track|coming along|under way|underway)\b/i, 0.4],
  [/\b(?:just started|started|beginning|looking into|will start|about to)\b/i, 0.15],
];

const PERCENT = /\b(100|\d{1,2}) ?%/;

/** What a check-in says about how far the work is; null where it does not say. A percentage counts before words. */
export function claimedIn(checkIn: string): number | null {
  const percent = PERCENT.exec(checkIn)?.[1];
  if (percent !== undefined) return Number(percent) / 100;
  return CLAIMS.find(([words]) => words.test(checkIn))?.[1] ?? null;
}
