import { type Bytes, isSpace, nextLine } from '../bytes.ts';

/** git's default for `core.commentChar`. */
export const COMMENT = '#';

const SCISSORS = `${COMMENT} ------------------------ >8 ------------------------\n`;

/** Where a block of trailers begins and ends. Nothing between the two: there is none. */
export interface Block {
  readonly start: number;
  readonly end: number;
}

/** Finds the trailers of a message. `divider`: a line `---` ends the message, as in a mail with a patch. */
export function findBlock(text: Bytes, divider: boolean): Block {
  const end = endOfMessage(text, divider ? startOfPatch(text) : text.length);
  return { start: startOfTrailers(text, end), end };
}

function startOfPatch(text: Bytes): number {
  let start = 0;
  while (start < text.length && !(text.startsWith('---', start) && isSpace(text[start + 3]))) {
    start = nextLine(text, start);
  }
  return start;
}

/** Comments and empty lines at the end are no part of the message, nor is a list of conflicts, nor what is cut off. */
function endOfMessage(text: Bytes, length: number): number {
  const end = Math.min(length, scissorsOf(text));
  // Where such lines began. 0 counts as nowhere: that is how git has it, too.
  let tail = 0;
  let inConflicts = false;
  for (let line = 0; line < end; line = nextLine(text, line)) {
    if (text[line] === COMMENT || text[line] === '\n') tail ||= line;
    else if (text.startsWith('Conflicts:\n', line)) {
      inConflicts = true;
      tail ||= line;
    } else if (tail !== 0 && !(inConflicts && text[line] === '\t')) {
      tail = 0;
      inConflicts = false;
    }
  }
  return tail === 0 ? end : tail;
}

function scissorsOf(text: Bytes): number {
  if (text.startsWith(SCISSORS)) return 0;
  const cut = text.indexOf(`\n${SCISSORS}`);
  return cut === -1 ? Infinity : cut + 1;
}

/** Lines that only git itself writes: with one of them a quarter of trailers is enough. */
const GITS_OWN = ['Signed-off-by: ', '(cherry picked from commit '];

/**
 * The last paragraph, unless it is the title: if all of its lines are trailers, or a quarter of them are and one is git's
 * own. A line that begins with space goes with the line above, so that it is known only there what it is.
 */
function startOfTrailers(text: Bytes, length: number): number {
  const title = endOfTitle(text, length);
  let [trailers, others, continuations] = [0, 0, 0];
  let ofGit = false;
  let onlyBlank = true;
  for (let line = lastLine(text, length); line >= title; line = lastLine(text, line)) {
    if (text[line] === COMMENT) {
      others += continuations;
      continuations = 0;
    } else if (isBlank(text, line)) {
      if (onlyBlank) continue;
      others += continuations;
      const enough = (ofGit && trailers * 3 >= others) || (trailers > 0 && others === 0);
      return enough ? nextLine(text, line) : length;
    } else {
      onlyBlank = false;
      const own = GITS_OWN.some((prefix) => text.startsWith(prefix, line));
      ofGit ||= own;
      if (own || separatorOf(text, line) > line) {
        trailers += 1;
        continuations = 0;
      } else if (isSpace(text[line])) continuations += 1;
      else {
        others += 1 + continuations;
        continuations = 0;
      }
    }
  }
  return length;
}

function endOfTitle(text: Bytes, length: number): number {
  let line = 0;
  while (line < length && (text[line] === COMMENT || !isBlank(text, line))) line = nextLine(text, line);
  return line;
}

/** Where the last line of the first `length` characters begins; -1 if there is none. */
function lastLine(text: Bytes, length: number): number {
  if (length < 2) return length - 1;
  return text.lastIndexOf('\n', length - 2) + 1;
}

function isBlank(text: Bytes, line: number): boolean {
  let at = line;
  while (at < text.length && text[at] !== '\n' && isSpace(text[at])) at += 1;
  return at === text.length || text[at] === '\n';
}

/**
 * Where the `:` stands that makes a trailer of the line at `line`: behind letters, digits and hyphens, then perhaps space.
 * @returns `line` itself if the line begins with it, -1 if there is none
 */
export function separatorOf(text: Bytes, line: number): number {
  let at = line;
  while (isToken(text.charCodeAt(at))) at += 1;
  if (at > line) while (text[at] === ' ' || text[at] === '\t') at += 1;
  return text[at] === ':' ? at : -1;
}

/** `-`, digits, letters. */
const isToken = (code: number): boolean =>
  code === 45 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
