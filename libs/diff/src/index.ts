export type { DiffLine, FileDiff, FileStatus, Hunk, LineKind } from './model/file-diff.ts';
export { eachInTurns, inTurns } from './in-turns.ts';
export { parseDiff, parseDiffInTurns } from './parse/parse-diff.ts';
export { parsePatch, type PatchFacts } from './parse/parse-patch.ts';
export { digestsOf, incrementOf } from './increment/increment.ts';
