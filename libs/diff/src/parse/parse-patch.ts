import type { FileDiff, FileStatus } from '../model/file-diff.ts';
import { finish } from '../in-turns.ts';
import { Cursor } from './cursor.ts';
import { decode } from './decode.ts';
import { readHunks } from './read-file.ts';

/** What a forge says of a file beside its patch. */
export interface PatchFacts {
  readonly previousPath?: string;
  readonly status?: FileStatus;
  readonly binary?: boolean;
  readonly submodule?: boolean;
  readonly oldMode?: string;
  readonly newMode?: string;
  /** Why the forge left the patch out or short. */
  readonly truncated?: string;
}

/**
 * Reads the patch of one file as forges hand it out: hunks alone (GitHub, without a last line feed), or behind `---` and
 * `+++` lines (old GitLabs). An empty one is a file without hunks.
 *
 * @param path the file's new path, or the old one of what was deleted
 */
export function parsePatch(path: string, patch: Uint8Array | string, facts: PatchFacts = {}): FileDiff {
  const text = decode(patch);
  const cursor = new Cursor(text.endsWith('\n') ? text : `${text}\n`);
  while (!cursor.isDone() && !cursor.startsWith('@@')) cursor.next();
  const { hunks, truncated } = finish(readHunks(cursor));
  return {
    path,
    status: 'modified',
    binary: false,
    submodule: false,
    ...(truncated !== undefined && { truncated }),
    ...facts,
    hunks,
  };
}
