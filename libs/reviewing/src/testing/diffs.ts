import type { DiffLine, FileDiff } from '@arbiter/diff';

/** A file whose one hunk holds these lines, as git writes them: each begins with `+`, `-` or a blank. */
export function fileOf(path: string, lines: readonly string[], more: Partial<FileDiff> = {}): FileDiff {
  let [old, now] = [1, 1];
  const read = lines.map((line): DiffLine => {
    const kind = line.startsWith('+') ? '+' : line.startsWith('-') ? '-' : ' ';
    const numbers = { old: kind === '+' ? null : old, new: kind === '-' ? null : now };
    if (kind !== '+') old += 1;
    if (kind !== '-') now += 1;
    return { kind, ...numbers, text: line.slice(1) };
  });
  return {
    path,
    status: 'modified',
    binary: false,
    submodule: false,
    hunks: [{ oldStart: 1, oldLines: old - 1, newStart: 1, newLines: now - 1, section: '', lines: read }],
    ...more,
  };
}

/** A file that the change adds. */
export const added = (path: string, text: string): FileDiff =>
  fileOf(
    path,
    text.split('\n').map((line) => `+${line}`),
    { status: 'added' },
  );

/** Numbers that look like chance and are the same each time. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
