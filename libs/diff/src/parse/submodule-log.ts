import type { FileDiff } from '../model/file-diff.ts';
import type { Cursor } from './cursor.ts';

// `git diff --submodule=log`: Submodule path 1a2b3c..4d5e6f (rewind):
const LINE = /^Submodule (.+) ([0-9a-f]{7,64})\.{2,3}([0-9a-f]{7,64})(?: \(.*\))?:?$/;

const NOTHING = /^0+$/;

/** The submodule that the line tells of, in the form in which git lists its commits; undefined if it is no such line. */
export function readSubmoduleLog(cursor: Cursor): FileDiff | undefined {
  if (!cursor.startsWith('Submodule ')) return undefined;
  const [, path, old = '', now = ''] = LINE.exec(cursor.header()) ?? [];
  if (path === undefined) return undefined;
  const status = NOTHING.test(old) ? 'added' : NOTHING.test(now) ? 'deleted' : 'modified';
  return { path, status, binary: false, submodule: true, hunks: [] };
}
