import type { FileDiff } from '@arbiter/diff';
import { hidesTop, saysGenerated } from './generated.ts';

/** Changed lines from which on it is worth asking whether a machine wrote them. */
const MANY = 60;

/** Most files that are asked for: each may be a call of the forge. */
const MOST = 20;

/**
 * The paths of files with many changes whose head says that a machine wrote them, where the diff does not show it. A file that
 * cannot be had is taken for written by hand.
 */
export async function generatedByContent(
  files: readonly FileDiff[],
  contentOf: ((path: string) => Promise<string | undefined>) | undefined,
): Promise<ReadonlySet<string>> {
  if (!contentOf) return new Set();
  const unsure = files.filter((file) => hidesTop(file) && changesOf(file) >= MANY).slice(0, MOST);
  const generated = await Promise.all(
    unsure.map(async ({ path }) => {
      const content = await contentOf(path).catch(() => undefined);
      return content !== undefined && saysGenerated(content) ? [path] : [];
    }),
  );
  return new Set(generated.flat());
}

const changesOf = ({ hunks }: FileDiff): number =>
  hunks.reduce((sum, { lines }) => sum + lines.filter(({ kind }) => kind !== ' ').length, 0);
