/** Lines that travel together. */
const LINES = 2_000;

/** A part of a text on its way to or from a thread: some of its lines. The last part says so. */
export interface TextPart {
  readonly text: string;
  readonly last: boolean;
}

/** Lines in parts, none of which takes long to be sent or received; of no lines it is one empty line. */
export function* inParts<Line>(lines: readonly Line[], textOf: (line: Line) => string): Generator<TextPart> {
  for (let start = 0; start === 0 || start < lines.length; start += LINES) {
    const text = lines
      .slice(start, start + LINES)
      .map(textOf)
      .join('\n');
    yield { text, last: start + LINES >= lines.length };
  }
}
