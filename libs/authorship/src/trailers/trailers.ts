import { type Bytes, beforeNul, isSpace, nextLine, trim } from '../bytes.ts';
import { COMMENT, findBlock, separatorOf } from './find-block.ts';

/** One trailer of a commit message: `Signed-off-by: …`. */
export interface Trailer {
  /** Without space at its ends, in the case in which it was written. */
  readonly key: Bytes;
  /** On one line, without space at its ends; may be empty. */
  readonly value: Bytes;
}

/**
 * The trailers of a commit message, as git 2.39 with its default configuration finds them.
 * @param options.divider whether a line `---` ends the message, as `git interpret-trailers` takes it; a message that is a
 *   commit's already has none (`git interpret-trailers --no-divider`)
 */
export function trailersOf(message: Bytes, { divider }: { readonly divider: boolean }): readonly Trailer[] {
  const text = beforeNul(message);
  const { start, end } = findBlock(text, divider);
  const lines = unfoldedLines(text.slice(start, end));
  return lines.flatMap((line) => {
    const separator = line.startsWith(COMMENT) ? -1 : separatorOf(line, 0);
    if (separator < 1) return [];
    return [{ key: trim(line.slice(0, separator)), value: unfold(trim(line.slice(separator + 1))) }];
  });
}

/** A trailer as `git interpret-trailers --parse` prints it. */
export const formatTrailer = ({ key, value }: Trailer): Bytes => `${key}: ${value}\n`;

/** Lines that begin with space belong to the trailer before them. */
function unfoldedLines(block: Bytes): readonly Bytes[] {
  const lines: Bytes[][] = [];
  let open = false;
  for (let start = 0; start < block.length;) {
    const end = nextLine(block, start);
    const line = block.slice(start, end);
    start = end;
    if (open && isSpace(line[0])) lines.at(-1)?.push(line);
    else {
      lines.push([line]);
      open = separatorOf(line, 0) >= 1;
    }
  }
  return lines.map((parts) => parts.join(''));
}

const unfold = (value: Bytes): Bytes => trim(value.replaceAll(/\n[ \t\r\n]*/g, ' '));
