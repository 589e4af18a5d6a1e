import { piecesOf } from './markdown.ts';

/** Longest message of one finding, characters. */
export const LONGEST_MESSAGE = 4_000;

/** Shows as nothing, and parts what would be read as one. */
const NOTHING = '\u200B';

/** What reads differently than it looks: control characters, directions, and letters without a width. */
const TRICKS = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;

const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085\v\f]/g;

/** What a forge makes a link of by itself. */
const ADDRESS = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|mailto:)[^\s<>"'`\\]*/gi;

/**
 * Makes harmless what a model wrote: it mentions nobody, commands nothing, links nowhere, shows no image, speaks no HTML,
 * forges no marker, and ends the code that it begins. What it says can still be read.
 */
export function harmless(text: string): string {
  const plain = text.replaceAll(LINE_ENDS, '\n').replaceAll(TRICKS, keepLineEnds);
  const clipped = plain.length > LONGEST_MESSAGE ? `${plain.slice(0, LONGEST_MESSAGE)}…` : plain;
  const cleaned = piecesOf(clipped).map(({ kind, text: piece }) => (kind === 'words' ? words(piece) : code(piece)));
  // What was left out may have brought a fence to the beginning of its line: it is closed as well.
  const closed = piecesOf(cleaned.join('').trim()).map(({ text: piece }) => piece);
  return closed
    .join('')
    .replaceAll(/^[ \t]*\/+/gm, slashes)
    .trim();
}

const keepLineEnds = (character: string): string => (character === '\n' || character === '\t' ? character : '');

function words(text: string): string {
  return text
    .replaceAll(/^ {0,3}\[[^\]\n]{1,200}\]:.*$/gm, '')
    .replaceAll(/!?\[([^[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^[\]\n]{0,200}\])/g, '$1')
    .replaceAll(ADDRESS, '(link left out)')
    .replaceAll('<', '&lt;')
    .replaceAll(/^#{1,6}[ \t]+/gm, '')
    .replaceAll(/([@#!~$%&])(?=[\w"])/g, `$1${NOTHING}`)
    .replaceAll(/&\u200B(?=(?:lt|gt|amp|quot|#\d+);)/g, '&');
}

/** Code is shown as it is; only what others look for in the raw text is parted. */
const code = (text: string): string =>
  text
    .replaceAll('<!--', `<${NOTHING}!--`)
    .replaceAll(ADDRESS, '(link left out)')
    .replaceAll(/@(?=\w)/g, `@${NOTHING}`);

/** GitLab obeys lines that begin with a slash. */
const slashes = (start: string): string => `${start.slice(0, start.indexOf('/'))}${NOTHING}${start.trimStart()}`;

const FORGED = /<!--|\[redacted |^[ \t]*\/[a-z]/im;

/**
 * Whether a replacement can be offered letter by letter: it holds nothing that a forge would obey, nothing that was taken
 * out before, nothing that reads differently than it looks, and no letter that could not be read where it came from.
 */
export const isHarmlessCode = (code: string): boolean =>
  code.length <= 20_000 &&
  !FORGED.test(code) &&
  !code.includes('\uFFFD') &&
  !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(code.replaceAll(/[\t\n\r\uFEFF]/g, ''));
