export type { DiffLine, FileDiff, FileStatus, Hunk, LineKind } from './model/file-diff.ts';
