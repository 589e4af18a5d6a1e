/** Endings that only bend a word, longest first, with what takes their place. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['ications', 'ic'],
  ['ization', 'iz'],
  ['isation', 'iz'],
  ['fulness', 'ful'],
  ['ations', 'at'],
  ['ically', 'ic'],
  ['ingly', ''],
  ['ation', 'at'],
  ['ments', ''],
  ['ities', ''],
  ['ently', 'ent'],
  ['antly', 'ant'],
  ['tions', 't'],
  ['ously', 'ous'],
  ['ment', ''],
  ['ness', ''],
  ['ance', ''],
  ['ence', ''],
  ['able', ''],
  ['ible', ''],
  ['tion', 't'],
  ['sion', 's'],
  ['ized', 'iz'],
  ['ised', 'iz'],
  ['izes', 'iz'],
  ['izing', 'iz'],
  ['ing', ''],
  ['ies', 'y'],
  ['ied', 'y'],
  ['ity', ''],
  ['ers', ''],
  ['ors', ''],
  ['ate', 'at'],
  ['ive', ''],
  ['ly', ''],
  ['ed', ''],
  ['es', ''],
  ['er', ''],
  ['or', ''],
  ['al', ''],
  ['s', ''],
  ['e', ''],
];

/** The shortest that may be left of a word. */
const SHORTEST = 3;

/** The part of an English word that its forms have in common, roughly: `initialized` and `initialization` are `initial`. */
export function stem(word: string): string {
  let rest = word;
  for (let rounds = 0; rounds < 2; rounds++) {
    const ending = ENDINGS.find(
      ([end, put]) => rest.endsWith(end) && rest.length - end.length + put.length >= SHORTEST,
    );
    if (!ending || (ending[0] === 's' && rest.endsWith('ss'))) break;
    rest = rest.slice(0, rest.length - ending[0].length) + ending[1];
  }
  // `stopped` and `stop`
  return /([bdfgklmnprt])\1$/.test(rest) && rest.length > SHORTEST ? rest.slice(0, -1) : rest;
}
