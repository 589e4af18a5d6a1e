import type { FileDiff } from '@arbiter/diff';
import type { Said } from '@arbiter/reviewing';

/** A change on this machine, and what can be known around it. */
export interface ChangeToReview {
  /** What it is, in a few words: `main..HEAD`, `fix.patch`. */
  readonly name: string;
  readonly files: readonly FileDiff[];
  readonly title?: string;
  readonly description?: string;
  /** What was said on it before, where it stands on a forge. */
  readonly said?: readonly Said[];
  /** A file of the base, where there is one: the configuration is read from there alone. */
  readonly baseFile: (path: string) => Promise<string | undefined>;
  /** A file as the change leaves it; undefined where that is not known. */
  readonly contentOf?: (path: string) => Promise<string | undefined>;
  /** What `.gitattributes` of the base says of these paths. */
  readonly marked?: (path: string) => 'generated' | 'vendored' | undefined;
}
