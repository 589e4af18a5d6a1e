import { badFilter } from './scim-error.ts';

/** A piece of a filter. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: '(' | ')' | '[' | ']' | 'end' };

const TOKEN = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.:$-])|([\w.:$-]+))/y;
const LITERALS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Takes a filter apart.
 * @throws ScimError invalidFilter
 */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  const text = filter.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, bracket, quoted, number, word] = TOKEN.exec(text) ?? [];
    if (bracket !== undefined) tokens.push({ kind: bracket as '(' });
    else if (quoted !== undefined) tokens.push({ kind: 'value', value: unquote(quoted) });
    else if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (word !== undefined) tokens.push(wordOf(word));
    else throw badFilter('The filter has a character where none may be.');
  }
  return [...tokens, { kind: 'end' }];
}

/** `true`, `False` and `null` are values, as some clients write them. */
function wordOf(text: string): Token {
  const literal = LITERALS.get(text.toLowerCase());
  return literal === undefined ? { kind: 'word', text } : { kind: 'value', value: literal };
}

function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw badFilter('A text in the filter is no JSON string.');
  }
}
