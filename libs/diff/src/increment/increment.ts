import { hash } from 'node:crypto';
import type { FileDiff, Hunk } from '../model/file-diff.ts';

/**
 * Names each hunk by what it changes and where: the path, its added and removed lines, and how they alternate with
 * unchanged ones. Line numbers and the words of the context do not count, so that a hunk keeps its name when a rebase or a
 * merge from the base moves it, and loses it with the first line that reads otherwise. A file without hunks (binary, a mode,
 * a rename alone) has one name for itself.
 */
export function digestsOf(file: FileDiff): readonly string[] {
  if (file.hunks.length === 0) return [digest(file, '')];
  const said = new Map<string, number>();
  return file.hunks.map((hunk) => {
    const content = contentOf(hunk);
    // The same lines changed twice in one file are two hunks.
    const times = said.get(content) ?? 0;
    said.set(content, times + 1);
    return digest(file, `${content}\n#${times}`);
  });
}

/**
 * What of a change nobody has looked at: the hunks of its present diff (against its merge base) that are not among the
 * ones seen before. As both sides are diffs of the change against its own base, it does not matter whether commits were
 * added, amended, rebased, or merged from the base: a file that is not the change's own can not come in, and no hunk of it
 * can get lost.
 * @param seen digests of the hunks that were looked at, as `digestsOf` makes them
 */
export function incrementOf(files: readonly FileDiff[], seen: ReadonlySet<string>): readonly FileDiff[] {
  return files.flatMap((file) => {
    const digests = digestsOf(file);
    if (file.hunks.length === 0) return digests.every((digest) => seen.has(digest)) && !file.truncated ? [] : [file];
    const hunks = file.hunks.filter((_, index) => !seen.has(digests[index] ?? ''));
    if (hunks.length === 0 && !file.truncated) return [];
    return [{ ...file, hunks }];
  });
}

const digest = ({ path, previousPath, status, newMode }: FileDiff, content: string): string =>
  hash('sha256', JSON.stringify([path, previousPath ?? null, status, newMode ?? null, content]), 'base64url').slice(
    0,
    22,
  );

/** The changed lines, one blank where unchanged ones stand between them. */
function contentOf({ lines }: Hunk): string {
  const parts: string[] = [];
  for (const { kind, text } of lines) {
    if (kind !== ' ') parts.push(kind + text);
    else if (parts.length > 0 && parts.at(-1) !== '') parts.push('');
  }
  while (parts.at(-1) === '') parts.pop();
  return parts.join('\n');
}
