import { Failure } from '../../failure.ts';
import type { Terminal } from '../../terminal.ts';
import type { OpenChange } from '../forge/open-change.ts';
import { type ReviewOptions, readShas, type Shas } from '../options.ts';
import type { ChangeToReview } from './change-to-review.ts';
import { readPatch } from './read-patch.ts';
import { fileAt, readRepository } from './repository.ts';

/** What is to be reviewed, and where it would be posted. */
export interface Subject {
  readonly change: ChangeToReview;
  readonly forge: 'github' | 'gitlab';
  /** Absent: nobody said, and it is on no forge. */
  readonly shas?: Shas;
  /** Where it can be posted. */
  readonly open?: OpenChange;
}

/** Reads the change that was asked for: of a forge, of a patch, or of the repository that the command runs in. */
export async function readChange(options: ReviewOptions, terminal: Terminal): Promise<Subject> {
  const given = readShas(options.shas);
  const shas = given && { shas: given };
  const { change, patch, base, head, staged } = options;
  checkTogether(options);
  if (change !== undefined) {
    // The clients are loaded for whoever wants them.
    const { openChange } = await import('../forge/open-change.ts');
    const open = await openChange(change, terminal.env);
    return { change: open.toReview, forge: open.host.forge, shas: given ?? open.shas, open };
  }
  const forge = options.forge ?? 'github';
  if (patch === undefined)
    return { change: await readRepository(terminal.cwd, { base, head, staged }), forge, ...shas };
  const read = await readPatch(patch, terminal);
  const baseFile = (path: string): Promise<string | undefined> =>
    base === undefined ? Promise.resolve(undefined) : fileAt(terminal.cwd, base, path);
  return { change: { ...read, baseFile }, forge, ...shas };
}

/** Which options exclude each other, and why. */
function checkTogether({ change, patch, base, head, staged, forge }: ReviewOptions): void {
  const wrong = (message: string): never => {
    throw new Failure(message, { usage: true });
  };
  const local = base ?? head ?? patch ?? staged ?? forge;
  if (change !== undefined && local !== undefined) wrong('--change is a change of its own, on its own forge.');
  if (staged === true && (head ?? base) !== undefined)
    wrong('--staged compares with HEAD: leave --base and --head out.');
  if (patch !== undefined && (head ?? staged) !== undefined) {
    wrong('A patch has its own end: leave --head and --staged out.');
  }
}
