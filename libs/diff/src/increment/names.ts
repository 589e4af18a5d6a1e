import { hash } from 'node:crypto';
import type { FileDiff, Hunk } from '../model/file-diff.ts';

/**
 * What the parts of a file's diff are called by what they change: the path, and the lines that were added and removed. Line
 * numbers and the words of the context do not count, so that a part keeps its name when a rebase or a merge from the base
 * moves it, and loses it with the first line that reads otherwise.
 */
export interface Names {
  /** All of them, each once. A file without hunks (binary, a mode, a rename alone) has one for itself. */
  readonly all: readonly string[];
  readonly hunks: readonly HunkNames[];
}

/** The same lines changed twice in one file are two parts: whoever has seen one has not seen both. */
export interface HunkNames {
  /** The hunk's, and those of all that say the same. */
  readonly whole: readonly string[];
  /**
   * Those of its runs of changed lines, and of all that say the same: what others change between two runs makes two hunks of
   * one, or one of two.
   */
  readonly runs: readonly string[];
}

/** Names the parts of a file's diff. */
export function namesOf(file: FileDiff): Names {
  const head = hash('sha256', JSON.stringify([file.path, file.previousPath, file.status, file.newMode]), 'base64url');
  const name = (kind: string, content: string): string =>
    hash('sha256', `${head}\0${kind}\0${content}`, 'base64url').slice(0, 22);
  if (file.hunks.length === 0) return { all: [name('file', '')], hunks: [] };
  const runs = file.hunks.map(runsOf);
  const wholes = runs.map((own) => own.join('\n\n'));
  const namesByWhole = counted(wholes, (content) => name('hunk', content));
  const namesByRun = counted(runs.flat(), (content) => name('run', content));
  return {
    all: [...namesByWhole.values(), ...namesByRun.values()].flat(),
    hunks: runs.map((own, index) => ({
      whole: namesByWhole.get(wholes[index] ?? '') ?? [],
      runs: own.flatMap((content) => namesByRun.get(content) ?? []),
    })),
  };
}

/** For each content as many names as there are parts that have it. */
function counted(
  contents: readonly string[],
  name: (content: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const content of contents) {
    const own = names.get(content) ?? [];
    names.set(content, own);
    own.push(name(own.length === 0 ? content : `${content}\n#${String(own.length)}`));
  }
  return names;
}

/** The changed lines of a hunk, each run between unchanged ones by itself. */
function runsOf({ lines }: Hunk): string[] {
  const runs: string[][] = [];
  let inside = false;
  for (const { kind, text } of lines) {
    if (kind === ' ') inside = false;
    else if (inside) runs.at(-1)?.push(kind + text);
    else {
      runs.push([kind + text]);
      inside = true;
    }
  }
  return runs.map((run) => run.join('\n'));
}
