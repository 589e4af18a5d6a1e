export type { DiffLine, FileDiff, FileStatus, Hunk, LineKind } from './model/file-diff.ts';
export { parseDiff } from './parse/parse-diff.ts';
export { parsePatch, type PatchFacts } from './parse/parse-patch.ts';
export { digestsOf, incrementOf } from './increment/increment.ts';
