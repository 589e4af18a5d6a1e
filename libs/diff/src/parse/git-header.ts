import type { FileStatus } from '../model/file-diff.ts';
import type { Cursor } from './cursor.ts';
import { guessPath, pathOfGitLine, pathOfSides, readName, readSideName } from './names.ts';

/** What the lines before the hunks of a file say. */
export interface FileHeader {
  status?: FileStatus;
  from?: string;
  to?: string;
  oldName?: string | undefined;
  newName?: string | undefined;
  oldMode?: string;
  newMode?: string;
  similarity?: string;
  /** The blobs' names, abbreviated, and the mode of both if it stays: `8b86035..5889164 100644`. */
  index?: string;
  binary?: boolean;
}

type Reader = (header: FileHeader, value: string) => void;

/** The extended header lines of git, by their beginnings. */
const LINES: readonly (readonly [string, Reader])[] = [
  ['index ', (header, value) => readIndex(header, value)],
  ['--- ', (header, value) => (header.oldName = readSideName(value))],
  ['+++ ', (header, value) => (header.newName = readSideName(value))],
  ['new file mode ', (header, value) => Object.assign(header, { status: 'added', newMode: value })],
  ['deleted file mode ', (header, value) => Object.assign(header, { status: 'deleted', oldMode: firstOf(value) })],
  ['old mode ', (header, value) => (header.oldMode = value)],
  ['new mode ', (header, value) => (header.newMode = value)],
  ['mode ', (header, value) => readMergedModes(header, value)],
  ['similarity index ', (header, value) => (header.similarity = value)],
  ['dissimilarity index ', () => undefined],
  ['rename from ', (header, value) => (header.from = readName(value))],
  ['rename to ', (header, value) => Object.assign(header, { status: 'renamed', to: readName(value) })],
  ['copy from ', (header, value) => (header.from = readName(value))],
  ['copy to ', (header, value) => Object.assign(header, { status: 'copied', to: readName(value) })],
  ['Binary files ', (header) => (header.binary = true)],
  ['GIT binary patch', (header) => (header.binary = true)],
];

/** Reads the lines from the cursor on that belong to a header; it ends at the first that does not. */
export function readGitHeader(cursor: Cursor): FileHeader {
  const header: FileHeader = {};
  while (!cursor.isDone()) {
    const known = LINES.find(([prefix]) => cursor.startsWith(prefix));
    if (known === undefined) return header;
    known[1](header, cursor.header(known[0].length));
    cursor.next();
  }
  return header;
}

/** The file's path: the header's own lines know best, then the names behind `diff --git`. */
export function pathOf(header: FileHeader, gitLine: string): string {
  return header.to ?? pathOfGitLine(gitLine) ?? pathOfSides(header.oldName, header.newName) ?? guessPath(gitLine);
}

/** What is missing from a header that no hunk follows; undefined if it says all that it has to. */
export function missingFrom(header: FileHeader, last: boolean): string | undefined {
  if (header.binary === true) return undefined;
  if (header.index !== undefined && changesContent(header.index)) return 'its lines are not in the diff';
  const { status, from, similarity, oldMode, newMode, index } = header;
  const renamed = status === 'renamed' || status === 'copied';
  const halfRenamed = renamed ? similarity !== '100%' && index === undefined : (from ?? similarity) !== undefined;
  const halfMoved = status === undefined && (oldMode === undefined) !== (newMode === undefined);
  const bare =
    Object.keys(header).length === 0 || ((status === 'added' || status === 'deleted') && index === undefined);
  return halfRenamed || halfMoved || (bare && last) ? 'its header is cut off' : undefined;
}

/**
 * Whether the last line of a header is whole although its line feed is gone: by its own form, or by the names that the
 * header began with. What an `index` line leaves open, `missingFrom` sees.
 */
export function endsWhole(line: string, names: string): boolean {
  const [, name] = /^(?:rename|copy) to (.+)$/.exec(line) ?? [];
  if (name !== undefined)
    return names.endsWith(name.replace(/^"/, '/')) || names.endsWith(` ${name}`) || names.endsWith(`/${name}`);
  return /^(?:Binary files .* differ|new mode \d{6}|index [0-9a-f]{4,}\.\.[0-9a-f]{4,}(?: \d{6})?)$/s.test(line);
}

/** The names of the empty blob, in SHA-1 and SHA-256: a file may come and go without a line. */
const EMPTY = /^(e69de29|473a0f4)/;

function changesContent(index: string): boolean {
  const [old = '', now = ''] = index.split(' ', 1)[0]?.split('..') ?? [];
  const empty = (blob: string): boolean => /^0+$/.test(blob) || EMPTY.test(blob);
  return old !== now && !(empty(old) && empty(now));
}

function readIndex(header: FileHeader, value: string): void {
  header.index = value;
  const mode = value.split(' ')[1];
  if (mode === undefined) return;
  header.oldMode ??= mode;
  header.newMode ??= mode;
}

/** `100644,100755..100644`: of every parent, and of the merge. */
function readMergedModes(header: FileHeader, value: string): void {
  const [old = '', now = ''] = value.split('..');
  Object.assign(header, { oldMode: firstOf(old), newMode: now });
}

const firstOf = (list: string): string => list.split(',', 1)[0] ?? '';
