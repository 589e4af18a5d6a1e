const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

const OCTAL = /^[0-3][0-7]{2}/;

/** A name that git has put in quotes, and where the text goes on behind them. */
export interface Unquoted {
  readonly name: string;
  readonly end: number;
}

/**
 * Reads a name in git's quotes (quote.c): C escapes, and bytes as three octal digits, which together are UTF-8.
 *
 * @returns undefined if the text at `start` is no such name
 */
export function unquote(text: string, start = 0): Unquoted | undefined {
  if (text[start] !== '"') return undefined;
  const parts: Buffer[] = [];
  let at = start + 1;
  for (;;) {
    const from = at;
    while (at < text.length && text[at] !== '"' && text[at] !== '\\') at += 1;
    parts.push(Buffer.from(text.slice(from, at)));
    if (at >= text.length) return undefined;
    if (text[at] === '"') return { name: Buffer.concat(parts).toString(), end: at + 1 };
    const escape = readEscape(text, at + 1);
    if (escape === undefined) return undefined;
    parts.push(Buffer.of(escape.byte));
    at = escape.end;
  }
}

function readEscape(text: string, at: number): { readonly byte: number; readonly end: number } | undefined {
  const octal = OCTAL.exec(text.slice(at, at + 3));
  if (octal !== null) return { byte: parseInt(octal[0], 8), end: at + 3 };
  const byte = ESCAPES[text[at] ?? ''];
  return byte === undefined ? undefined : { byte, end: at + 1 };
}
