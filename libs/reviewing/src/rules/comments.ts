const SLASHES = String.raw`\/\/+!?|\/\*+|^\s*\*`;
const HASH = '#+';
const DASHES = '--';

/** How comments begin, by language; regular expressions. */
const STARTS: Readonly<Record<string, string>> = {
  python: HASH,
  ruby: HASH,
  shell: HASH,
  yaml: HASH,
  perl: HASH,
  r: HASH,
  elixir: HASH,
  powershell: HASH,
  terraform: `${HASH}|${SLASHES}`,
  php: `${SLASHES}|${HASH}`,
  sql: `${DASHES}|${SLASHES}`,
  lua: DASHES,
  haskell: DASHES,
  html: '<!--',
  vue: `${SLASHES}|<!--`,
  svelte: `${SLASHES}|<!--`,
  erlang: '%+',
};

/** How comments begin in a language; where it is not known as in most. */
export const commentStart = (language: string | undefined): string => STARTS[language ?? ''] ?? SLASHES;

const LINES: ReadonlyMap<string, RegExp> = new Map(
  [SLASHES, ...Object.values(STARTS)].map((start) => [start, new RegExp(`^\\s*(?:${start})`)]),
);

/** Whether a line is nothing but a comment. */
export const isComment = (text: string, language: string | undefined): boolean =>
  LINES.get(commentStart(language))?.test(text) === true;
