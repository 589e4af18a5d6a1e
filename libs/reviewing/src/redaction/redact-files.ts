import { type FileDiff, type Hunk, type Steps, finishInTurns } from '@arbiter/diff';
import { redactHunk, withHunks } from './redact.ts';
import { isLong, redactApart } from './redact-apart.ts';

/** Files without their secrets; others have their turns meanwhile, however long it takes. */
export async function redactFiles(files: readonly FileDiff[]): Promise<FileDiff[]> {
  const apart = await redactApart(files.flatMap(({ hunks }) => hunks.filter(isLong)));
  return finishInTurns(cleaned(files, (hunk) => apart.get(hunk) ?? redactHunk(hunk)));
}

function* cleaned(files: readonly FileDiff[], clean: (hunk: Hunk) => Hunk): Steps<FileDiff[]> {
  const all: FileDiff[] = [];
  for (const file of files) {
    const hunks: Hunk[] = [];
    for (const hunk of file.hunks) {
      hunks.push(clean(hunk));
      yield;
    }
    all.push(withHunks(file, hunks));
  }
  return all;
}
