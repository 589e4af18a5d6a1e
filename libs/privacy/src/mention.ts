import type { Trace } from './trace.ts';

const literal = (value: string): string => value.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** What may stand before a mention though it ends in a letter: a new line, or a `<`, as JSON writes them. */
const ESCAPED = String.raw`(?<=\\(?:[bfnrt]|u[0-9a-f]{4}))`;
const after = (letters: string): string => `(?:(?<!${letters})|${ESCAPED})`;

/** Where an address may begin, and where a login ends: also before what GitHub adds to it for a branch's name. */
const ADDRESS = after('[\\w.+-]');
const LOGIN_ENDS = String.raw`(?:(?![\w-])|(?=-patch-\d))`;

/** Scripts that put no space between words: a name in them stands next to other words, and three letters are a whole name. */
const SCRIPTS = String.raw`[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]`;
const UNSPACED = new RegExp(`^${SCRIPTS}+$`, 'u');
const UNSPACED_NAME = new RegExp(`^${SCRIPTS}{3,}$`, 'u');

/** The name before an address in a trailer goes with it: it may be written as nobody else writes it. */
const inTrailer = (address: string): string => String.raw`(?<=-by[ \t]*:[ \t]*)[^<>\n\\]{1,256}(?=<${address})`;

/**
 * Where free text names somebody, as the source of a regular expression; undefined where it cannot be told. A single first
 * name, or a login that is a common word, names nobody by itself.
 */
export function mentionOf({ kind, value }: Trace): string | undefined {
  const text = literal(value);
  switch (kind) {
    case 'email':
      return either(String.raw`${ADDRESS}${text}(?![\w-])`, inTrailer(`${text}>`));
    case 'name':
      return /\s/.test(value.trim()) || UNSPACED_NAME.test(value) ? wordsOf(value) : undefined;
    case 'word':
      return wordsOf(value);
    case 'login':
      return either(
        /\d|-|.{8}/.test(value) ? `${after('[\\w-]')}${text}${LOGIN_ENDS}` : String.raw`(?<=[@/])${text}${LOGIN_ENDS}`,
        ...noreplyOf(String.raw`(?:\d{1,20}[+-])?${text}`),
      );
    case 'user-id':
      return value.length >= 8 ? String.raw`${after('[\\w-]')}${text}(?![\w-])` : undefined;
    case 'forge-id': {
      const [forge = '', id = ''] = value.split('/');
      return either(
        ...noreplyOf(literal(id) + (forge === 'github' ? String.raw`\+[\w-]{1,64}` : String.raw`-[\w.-]{1,255}`)),
      );
    }
  }
}

/** What stands before the @ in the address that a forge makes of an account, and whose name stands before it in a trailer. */
const noreplyOf = (local: string): string[] => {
  const address = String.raw`${local}(?=@users\.noreply\.)`;
  return [ADDRESS + address, inTrailer(address)];
};

const either = (...ways: readonly string[]): string => `(?:${ways.join('|')})`;

function wordsOf(value: string): string {
  const text = literal(value).replaceAll(/\s+/g, String.raw`(?:\s|\\+[nrt])+`);
  return UNSPACED.test(value) ? text : String.raw`${after('[\\p{L}\\p{N}]')}${text}(?![\p{L}\p{N}])`;
}

/** Words of a name that begin like one: of three letters, or of two beyond ASCII. */
const PART = /^(?:\p{Lu}|\p{Lo})(?:.{2,}|[^\x00-\x7f])$/su;

/** The words of a full name, as it is written: in a text that names somebody besides, each of them is theirs. */
export const partsOf = ({ kind, value }: Trace): string[] => {
  const words = kind === 'name' ? value.trim().split(/\s+/) : [];
  return words.length < 2 ? [] : words.filter((word) => PART.test(word)).map(wordsOf);
};

/** A quotation mark of a JSON document, also of one that stands as a text within another. */
const QUOTE = String.raw`\\*"`;

/** Where a JSON document names somebody as the value of a field. */
export function fieldOf({ kind, value }: Trace): string {
  const text = literal(JSON.stringify(value).slice(1, -1));
  const field = (names: string, of: string) => `${QUOTE}(?:${names})${QUOTE}${String.raw`\s*:\s*`}${of}`;
  switch (kind) {
    case 'email':
    case 'word':
      return `${QUOTE}${text}${QUOTE}`;
    case 'name':
      return field('name|user_name|display_?name', `${QUOTE}${text}${QUOTE}`);
    case 'login':
      return field('login|username|user_username|user_login', `${QUOTE}${text}${QUOTE}`);
    case 'user-id':
      return field('user_?id|external_?id', String.raw`(?:${QUOTE})?${text}(?:${QUOTE})?\s*[,}]`);
    case 'forge-id': {
      const [forge = '', id = ''] = value.split('/');
      const fields =
        forge === 'github' ? 'id|user_?id|author_?id|forge_?user_?id' : 'user_id|author_?id|forge_?user_?id';
      return field(fields, String.raw`(?:${QUOTE})?${literal(id)}(?:${QUOTE})?\s*[,}\]]`);
    }
  }
}
