import { MAX_PATHS, type TouchedFiles } from '@arbiter/contracts';
import { storable } from './scalars.ts';

/** How both forges tell of the files of a commit in a push. */
interface Lists {
  readonly added?: unknown;
  readonly modified?: unknown;
  readonly removed?: unknown;
}

/**
 * The files that a commit touched, each once: what is new first, what is gone last. As many as may travel, saying so where
 * there were more; undefined where the forge sent no list. What is no path is passed over, as a commit can do without.
 */
export function touchedFiles({ added, modified, removed }: Lists): TouchedFiles | undefined {
  const lists = [added, modified, removed].filter((list): list is unknown[] => Array.isArray(list));
  if (lists.length === 0) return undefined;
  const paths = new Set<string>();
  let together = 0;
  for (const path of lists.flat()) {
    if (typeof path !== 'string' || path === '' || paths.has(path)) continue;
    together += path.length;
    const fits = path.length <= MAX_PATHS.each && together <= MAX_PATHS.together && paths.size < MAX_PATHS.count;
    if (!fits) return { paths: [...paths], cut: true };
    paths.add(storable(path, MAX_PATHS.each));
  }
  return { paths: [...paths] };
}
