/** What stands between the marks of a hunk's header. */
export interface HunkHeader {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly section: string;
}

// Ten digits are more than any file has lines, and less than a number that is no longer exact.
const HEADER = /^@@ -(\d{1,10})(?:,(\d{1,10}))? \+(\d{1,10})(?:,(\d{1,10}))? @@ ?/;

/** Reads `@@ -1,7 +1,6 @@ section`; a count that is left out is 1. Undefined for anything else. */
export function readHunkHeader(line: string): HunkHeader | undefined {
  const match = HEADER.exec(line);
  if (match === null) return undefined;
  return {
    oldStart: Number(match[1]),
    oldLines: Number(match[2] ?? 1),
    newStart: Number(match[3]),
    newLines: Number(match[4] ?? 1),
    section: line.slice(match[0].length),
  };
}
