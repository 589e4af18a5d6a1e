/** `+` is in the new file alone, `-` in the old one alone, a blank in both. */
export type LineKind = '+' | '-' | ' ';

/** One line of a hunk. Numbers count from 1; null on the side that does not have it. */
export interface DiffLine {
  readonly kind: LineKind;
  readonly old: number | null;
  readonly new: number | null;
  /** Without the line feed; a carriage return before it stays. Bytes that are no UTF-8 read U+FFFD. */
  readonly text: string;
}

/** A run of lines, as git's header counts them. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** What git wrote behind the second `@@`: the function that it stands in, perhaps. */
  readonly section: string;
  /** Whose file ends with this hunk and without a line feed; git says `\ No newline at end of file`. */
  readonly unterminated?: 'old' | 'new' | 'both';
  readonly lines: readonly DiffLine[];
}

/** A change of the mode alone is `modified`. */
export type FileStatus = 'added' | 'modified' | 'deleted' | 'renamed' | 'copied';

/** One file of a diff. */
export interface FileDiff {
  /** The new path; of a deleted file the old one. Unquoted: what the file system calls it. */
  readonly path: string;
  /** Of a renamed or copied file. */
  readonly previousPath?: string;
  readonly status: FileStatus;
  readonly binary: boolean;
  /** Another repository at a commit: its one line is no code. */
  readonly submodule: boolean;
  /** The file's modes, where git tells them: `100644`. */
  readonly oldMode?: string;
  readonly newMode?: string;
  /** Why it was not read to its end; its hunks are those that were whole. */
  readonly truncated?: string;
  readonly hunks: readonly Hunk[];
}
