import type { ChangedFile } from '../forge/changed-files.ts';
import { Refusal } from './refusal.ts';

/** Where a comment on a commit stands; all null: on the commit as a whole. */
export interface CommitLine {
  readonly path: string | null;
  readonly position: number | null;
  /** The number of the line, of the new file where it has it; GitHub finds it by the position. */
  readonly line: number | null;
}

/**
 * The line that a path and a position mean: the position counts the lines of the file's patch in the commit's own diff below
 * its first header, further headers and `\\ No newline at end of file` included. Stricter than GitHub, which shows a comment
 * beside the diff where it knows no such line, and still takes the `line` of old.
 * @throws Refusal
 */
export function commitLineAt(files: readonly ChangedFile[], asked: Readonly<Record<string, unknown>>): CommitLine {
  const { path, position, line } = asked;
  if (line !== undefined) throw refused('line', 'is closing down: use position');
  if (path === undefined && position === undefined) return { path: null, position: null, line: null };
  const file = files.find((known) => known.path === path);
  if (file?.patch === undefined) throw refused('path', 'is not part of the diff');
  const found = typeof position === 'number' ? numberAt(file.patch, position) : undefined;
  if (found === undefined) throw refused('position', 'is not part of the diff');
  return { path: file.path, position: Number(position), line: found };
}

function numberAt(patch: string, position: number): number | undefined {
  let [old, fresh] = [0, 0];
  for (const [index, line] of patch.split('\n').entries()) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (header) [old, fresh] = [Number(header[1]), Number(header[2])];
    else if (!line.startsWith('\\')) {
      if (index === position) return line.startsWith('-') ? old : fresh;
      if (!line.startsWith('+')) old++;
      if (!line.startsWith('-')) fresh++;
    }
  }
  return undefined;
}

const refused = (field: string, message: string): Refusal =>
  new Refusal(422, 'Validation Failed', [{ resource: 'CommitComment', code: 'invalid', field, message }]);
