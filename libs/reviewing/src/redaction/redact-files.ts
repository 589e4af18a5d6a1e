import { type FileDiff, eachInTurns } from '@arbiter/diff';
import { redactHunk, withHunks } from './redact.ts';
import { isLong, redactApart } from './redact-apart.ts';

/** Files without their secrets; others have their turns meanwhile, however long it takes. */
export async function redactFiles(files: readonly FileDiff[]): Promise<FileDiff[]> {
  const apart = await redactApart(files.flatMap(({ hunks }) => hunks.filter(isLong)));
  return eachInTurns(files, (file) => withHunks(file, (hunk) => apart.get(hunk) ?? redactHunk(hunk)));
}
