export type { DiffLine, FileDiff, FileStatus, Hunk, LineKind } from './model/file-diff.ts';
export { type Steps, eachInTurns, eachLine, finish, finishInTurns, inTurns } from './in-turns.ts';
export { parseDiff, parseDiffInTurns } from './parse/parse-diff.ts';
export { parsePatch, type PatchFacts } from './parse/parse-patch.ts';
export { digestsInTurns, digestsOf, incrementOf } from './increment/increment.ts';
