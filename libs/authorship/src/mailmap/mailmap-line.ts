import { type Bytes, isSpace } from '../bytes.ts';

/** One line of a `.mailmap`: who is meant, and the name (if that matters) and address that they stand under. */
export interface MailmapLine {
  readonly properName: Bytes | undefined;
  /** Absent where the address is proper and only its name is not. */
  readonly properEmail: Bytes | undefined;
  readonly commitName: Bytes | undefined;
  readonly commitEmail: Bytes;
}

interface Pair {
  readonly name: Bytes | undefined;
  readonly email: Bytes;
  /** What stands behind the pair; undefined if nothing does. */
  readonly rest: Bytes | undefined;
}

/**
 * Reads one line. Whatever makes no sense is left out, as git does without a word.
 * @returns undefined for a comment, and for a line without an address
 */
export function readMailmapLine(line: Bytes): MailmapLine | undefined {
  if (line.startsWith('#')) return undefined;
  const first = readPair(line);
  // An empty address can be what a commit has, but nobody's proper one.
  if (!first || first.email === '') return undefined;
  const second = first.rest === undefined ? undefined : readPair(first.rest);
  if (!second) {
    return { properName: first.name, properEmail: undefined, commitName: undefined, commitEmail: first.email };
  }
  return { properName: first.name, properEmail: first.email, commitName: second.name, commitEmail: second.email };
}

function readPair(text: Bytes): Pair | undefined {
  const left = text.indexOf('<');
  const right = left === -1 ? -1 : text.indexOf('>', left + 1);
  if (right === -1) return undefined;
  let start = 0;
  let end = left;
  while (start < left && isSpace(text[start])) start += 1;
  while (end > start && isSpace(text[end - 1])) end -= 1;
  const rest = text.slice(right + 1);
  return {
    name: start < end ? text.slice(start, end) : undefined,
    email: text.slice(left + 1, right),
    rest: rest === '' ? undefined : rest,
  };
}
