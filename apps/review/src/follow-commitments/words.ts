/** Words that tell nothing about what the work is: the grammar of promises, of commits, and of time. */
const EMPTY = new Set(
  `a an and are as at be been before but by can could did do does doing done for from further get go going gonna had has have
   he her here his how i if im ill in into is it its just let lets like ll make more most my need needs next no not now of off on
   once one or our out over own please pr mr pull request merge commit branch patch re ready same she should so some soon than that
   the their them then there these they this those to today tomorrow tonight too try until up us use using very via was we well
   went were what when where which while who will wip with without would yet you your later
   add adds added adding fix fixes fixed fixing update updates updated change changes changed implement implements implemented
   improve improves improved handle handles handled follow followup address addressed promise promised work separate
   monday tuesday wednesday thursday friday saturday sunday week month quarter sprint end day days eod eow
   feat chore docs refactor style perf build ci`.split(/\s+/),
);

/** Most words that a text is told by. */
const MOST = 48;

/**
 * The telling words of a text: without grammar, in one form each, as 32-bit hashes, so that what is kept of a text for
 * comparing cannot be read. In the order of their first mention, each once.
 */
export function tellingWords(text: string): number[] {
  const spaced = text.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  const words = spaced
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 2 && !EMPTY.has(word) && !/^\d+$/.test(word));
  return [...new Set(words.map(stem).map(hashOf))].slice(0, MOST);
}

/** Endings fall, so that `parsing`, `parsed`, `parser` and `parse` are one: crude, and the same on both sides. */
function stem(word: string): string {
  if (word.length < 5) return word.replace(/(?<=..[^s])s$/, '');
  return word.replace(/(?:ations?|ings?|ers?|ed|es|s|e)$/, '');
}

/** FNV-1a, as a signed 32-bit integer: what Postgres calls `integer`. */
export function hashOf(word: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x0100_0193);
  return hash | 0;
}
