import type { ChangedFile } from './changed-files.ts';

/** A line of a file's new side. */
interface Place {
  readonly path: string;
  readonly line: number;
}

/**
 * Where a line is after a push, by what lies between the head before it and the one after it; undefined where the push changed
 * or removed it: what was said of it is outdated then.
 */
export function placeAfter(files: readonly ChangedFile[], { path, line }: Place): Place | undefined {
  const file = files.find((changed) => (changed.previousPath ?? changed.path) === path);
  if (file === undefined) return { path, line };
  if (file.status === 'removed') return undefined;
  let shift = 0;
  for (const { lines } of file.hunks) {
    const own = lines.find((seen) => seen.kind !== '+' && seen.old === line);
    if (own) return own.kind === ' ' ? { path: file.path, line: own.new } : undefined;
    if ((lines[0]?.old ?? 0) > line) break;
    for (const { kind } of lines) shift += kind === '+' ? 1 : kind === '-' ? -1 : 0;
  }
  return { path: file.path, line: line + shift };
}
