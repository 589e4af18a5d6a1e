import { unquote } from './unquote.ts';

/**
 * An independent, minimal reading of what `git diff` prints: the fakes judge positions by it, so it shares nothing with the
 * code that they judge.
 */
export interface SeenLine {
  readonly kind: '+' | '-' | ' ';
  /** Both counters before the line: on the side that has it, its number. */
  readonly old: number;
  readonly new: number;
}

export interface SeenHunk {
  readonly header: string;
  readonly lines: readonly SeenLine[];
}

export interface ChangedFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed' | 'copied' | 'changed';
  readonly binary: boolean;
  readonly oldMode: string;
  readonly newMode: string;
  readonly additions: number;
  readonly deletions: number;
  /** The hunks as git printed them, without the header; absent where there are none. */
  readonly patch?: string;
  readonly hunks: readonly SeenHunk[];
}

/** Every file of a diff. No line of a file's content begins with `diff`: each has its mark before it. */
export function changedFiles(diff: string): readonly ChangedFile[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((block) => block.startsWith('diff --git '))
    .map(fileOf);
}

function fileOf(block: string): ChangedFile {
  const start = /^@@ -/m.exec(block)?.index;
  const head = block.slice(0, start).split('\n');
  const patch = start === undefined ? undefined : block.slice(start).replace(/\n$/, '');
  const after = (word: string): string | undefined =>
    head.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1);
  const [oldName, newName] = namesOf(head, after);
  const status = statusOf(head);
  const hunks = patch === undefined ? [] : hunksOf(patch);
  const count = (kind: string): number =>
    hunks.flatMap(({ lines }) => lines).filter((line) => line.kind === kind).length;
  const moved = status === 'renamed' || status === 'copied';
  const mode = after('index')?.split(' ')[1] ?? '100644';
  return {
    path: status === 'removed' ? oldName : newName,
    ...(moved && { previousPath: oldName }),
    status,
    binary: head.some((line) => line.startsWith('Binary files ') || line === 'GIT binary patch'),
    oldMode: status === 'added' ? '0' : (after('old mode') ?? after('deleted file mode') ?? mode),
    newMode: status === 'removed' ? '0' : (after('new mode') ?? after('new file mode') ?? mode),
    additions: count('+'),
    deletions: count('-'),
    ...(patch !== undefined && { patch }),
    hunks,
  };
}

function statusOf(head: readonly string[]): ChangedFile['status'] {
  const says = (words: string): boolean => head.some((line) => line.startsWith(words));
  if (says('new file mode ')) return 'added';
  if (says('deleted file mode ')) return 'removed';
  if (says('rename from ')) return 'renamed';
  return says('copy from ') ? 'copied' : 'modified';
}

function namesOf(head: readonly string[], after: (word: string) => string | undefined): readonly [string, string] {
  const from = after('rename from') ?? after('copy from');
  const to = after('rename to') ?? after('copy to');
  if (from !== undefined && to !== undefined) return [unquote(from), unquote(to)];
  const old = sideOf(after('---'));
  const fresh = sideOf(after('+++'));
  if (old !== undefined || fresh !== undefined) return [old ?? fresh ?? '', fresh ?? old ?? ''];
  // Nothing but the first line, which has the same name twice: `a/x b/x`.
  const line = (head[0] ?? '').slice('diff --git '.length);
  const name = unquote(line.slice(0, (line.length - 1) / 2)).slice(2);
  return [name, name];
}

const sideOf = (written: string | undefined): string | undefined =>
  written === undefined || written === '/dev/null' ? undefined : unquote(written.replace(/\t$/, '')).slice(2);

function hunksOf(patch: string): readonly SeenHunk[] {
  const hunks: { header: string; lines: SeenLine[] }[] = [];
  let old = 0;
  let fresh = 0;
  for (const line of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header) {
      old = Number(header[1]);
      fresh = Number(header[2]);
      hunks.push({ header: line, lines: [] });
      continue;
    }
    const kind = line[0];
    if (kind !== '+' && kind !== '-' && kind !== ' ') continue; // `\ No newline at end of file`
    hunks.at(-1)?.lines.push({ kind, old, new: fresh });
    if (kind !== '+') old++;
    if (kind !== '-') fresh++;
  }
  return hunks;
}
