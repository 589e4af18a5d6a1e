/**
 * Text as git sees it: bytes, whatever their encoding. One character of the string is one byte (`latin1`), so that what
 * is no UTF-8 passes through unchanged.
 */
export type Bytes = string;

/** The bytes of a text, as they stand in a file that is written in UTF-8. */
export const bytesOf = (text: string): Bytes => Buffer.from(text, 'utf8').toString('latin1');

/** The text of bytes that are UTF-8; what is none becomes U+FFFD. */
export const textOf = (bytes: Bytes): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** White space as git has it: no vertical tab and no form feed, in no locale. */
export const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\t' || character === '\n' || character === '\r';

/** Lower case for the letters of ASCII alone: a byte above 127 is part of who knows what. */
export const lowerAscii = (text: Bytes): Bytes => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Without white space at its ends. */
export function trim(text: Bytes): Bytes {
  let start = 0;
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1])) end -= 1;
  while (start < end && isSpace(text[start])) start += 1;
  return text.slice(start, end);
}

/** Everything before the first NUL: what a C program sees of a text. */
export function beforeNul(text: Bytes): Bytes {
  const nul = text.indexOf('\0');
  return nul === -1 ? text : text.slice(0, nul);
}

/** Where the line after the one at `start` begins; the end of the text if there is none. */
export function nextLine(text: Bytes, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end + 1;
}
