import { createHash, hash } from 'node:crypto';
import { type Steps, eachLine } from '../in-turns.ts';
import type { DiffLine, FileDiff, Hunk } from '../model/file-diff.ts';

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

/** Changed lines between unchanged ones. */
type Run = readonly DiffLine[];

/** What a part says: the runs of a hunk, or one run. */
type Content = readonly Run[];

/** Names the parts of a file's diff. */
export function* namesOf(file: FileDiff): Steps<Names> {
  const head = hash('sha256', JSON.stringify([file.path, file.previousPath, file.status, file.newMode]), 'base64url');
  if (file.hunks.length === 0) return { all: [yield* nameOf(head, 'file', [])], hunks: [] };
  const runs: (readonly Run[])[] = [];
  for (const hunk of file.hunks) {
    runs.push(yield* runsOf(hunk));
    yield;
  }
  const wholes = new Counted(head, 'hunk');
  const parts = new Counted(head, 'run');
  const hunks: { whole: string; runs: readonly string[] }[] = [];
  for (const own of runs) {
    const whole = yield* wholes.add(own);
    const named: string[] = [];
    for (const run of own) named.push(yield* parts.add([run]));
    hunks.push({ whole, runs: named });
    yield;
  }
  return {
    all: [...wholes.all(), ...parts.all()],
    hunks: hunks.map((own) => ({ whole: wholes.like(own.whole), runs: own.runs.flatMap((run) => parts.like(run)) })),
  };
}

/** For each content as many names as there are parts that have it, in the order of their first. */
class Counted {
  readonly #names = new Map<string, string[]>();
  readonly #head: string;
  readonly #kind: string;

  constructor(head: string, kind: string) {
    this.#head = head;
    this.#kind = kind;
  }

  /** @returns the first name of those that say the same */
  *add(content: Content): Steps<string> {
    const first = yield* nameOf(this.#head, this.#kind, content);
    const own = this.#names.get(first) ?? [];
    this.#names.set(first, own);
    own.push(own.length === 0 ? first : yield* nameOf(this.#head, this.#kind, content, own.length));
    return first;
  }

  all(): readonly string[] {
    return [...this.#names.values()].flat();
  }

  like(first: string): readonly string[] {
    return this.#names.get(first) ?? [];
  }
}

/** Longest text that is digested in one step, characters. */
const STEP = 500_000;

/** @param nth which of the parts that say the same, from 0 */
function* nameOf(head: string, kind: string, content: Content, nth = 0): Steps<string> {
  const end = nth === 0 ? '' : `\n#${String(nth)}`;
  const digest = createHash('sha256').update(`${head}\0${kind}\0`);
  let piece = '';
  for (const [at, run] of content.entries()) {
    if (at > 0) piece += '\n\n';
    for (const [index, { kind: sign, text }] of run.entries()) {
      piece += index === 0 ? sign + text : `\n${sign}${text}`;
      if (piece.length < STEP) continue;
      digest.update(piece);
      piece = '';
      yield;
    }
  }
  return digest
    .update(piece + end)
    .digest('base64url')
    .slice(0, 22);
}

/** The changed lines of a hunk, each run between unchanged ones by itself. */
function* runsOf({ lines }: Hunk): Steps<readonly Run[]> {
  const runs: DiffLine[][] = [];
  let inside = false;
  yield* eachLine(lines, (line) => {
    if (line.kind === ' ') inside = false;
    else if (inside) runs.at(-1)?.push(line);
    else {
      runs.push([line]);
      inside = true;
    }
  });
  return runs;
}
