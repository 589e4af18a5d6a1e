import { type DiffLine, type FileDiff, type Hunk, type Steps, eachLine } from '@arbiter/diff';
import { isDocument, isTest } from '../packing/worth.ts';
import type { Severity } from '../review/finding.ts';
import type { RawFinding } from '../asking/review.answer.ts';
import { languageOf } from '../selection/languages.ts';

/** A line that a change adds, with those of the new side around it. */
export interface AddedLine {
  readonly text: string;
  readonly number: number;
  readonly hunk: Hunk;
  /** Where it stands in `hunk.lines`. */
  readonly index: number;
}

/** What rules look at: one file, and what is known about it. */
export interface FileView {
  readonly file: FileDiff;
  readonly path: string;
  readonly language: string | undefined;
  readonly test: boolean;
  readonly document: boolean;
  /** What the change adds; what it only moved is not among them. */
  readonly added: readonly AddedLine[];
}

/** Finds one kind of thing in one file, or in some of its added lines. */
export type Rule = (view: FileView) => readonly RawFinding[];

/** @param removed trimmed lines that the whole change takes away: where they stand again they were moved */
export function* viewOf(file: FileDiff, removed: ReadonlySet<string>): Steps<FileView> {
  const { path } = file;
  const added: AddedLine[] = [];
  for (const hunk of file.hunks) {
    yield* eachLine(hunk.lines, ({ kind, new: number, text }, index) => {
      if (kind === '+' && number !== null && !removed.has(text.trim())) added.push({ text, number, hunk, index });
    });
    yield;
  }
  return {
    file,
    path,
    language: languageOf(path),
    test: isTest(path),
    document: isDocument(path),
    added,
  };
}

/** The next so many lines of the new side behind a line, in its hunk. */
export function after({ hunk, index }: AddedLine, count: number): readonly DiffLine[] {
  const found: DiffLine[] = [];
  for (let at = index + 1; at < hunk.lines.length && found.length < count; at++) {
    const line = hunk.lines[at];
    if (line && line.kind !== '-') found.push(line);
  }
  return found;
}

/** The line of the new side before it; undefined at the beginning of its hunk. */
export function before({ hunk, index }: AddedLine): DiffLine | undefined {
  let at = index - 1;
  while (hunk.lines[at]?.kind === '-') at -= 1;
  return hunk.lines[at];
}

/** What a rule says about one or more lines that follow each other. */
export interface Told {
  readonly rule: string;
  readonly severity: Severity;
  readonly category: string;
  readonly message: string;
  readonly confidence?: number;
  /** What is to stand there instead; `null` takes the lines out. */
  readonly suggestion?: string | null;
}

/** A finding about the line, and as many of those behind it as `lines` says. */
export function findingAt(
  { path }: FileView,
  line: AddedLine,
  { rule, severity, category, message, confidence = 0.9, suggestion }: Told,
  lines = 1,
): RawFinding {
  const quoted = [line, ...after(line, lines - 1)].map(({ text }) => text);
  return {
    ruleId: `arbiter/${rule}`,
    path,
    side: 'new',
    startLine: line.number,
    endLine: line.number + quoted.length - 1,
    quote: quoted.join('\n'),
    message,
    severity,
    category,
    confidence,
    ...(suggestion !== undefined && { suggestion: suggestion ?? '' }),
  };
}
