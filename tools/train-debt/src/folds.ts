/**
 * Deals samples into folds so that all of one project are in the same: what is measured is how well others' projects teach
 * about one that nobody has seen. Projects go, largest first, where there is most room; `seed` shuffles those of like size.
 */
export function foldsOf(samples: readonly { readonly project: string }[], count: number, seed: number): number[] {
  const sizes = new Map<string, number>();
  for (const { project } of samples) sizes.set(project, (sizes.get(project) ?? 0) + 1);
  const rank = (project: string): number => (sizes.get(project) ?? 0) * (0.75 + 0.5 * chance(`${seed} ${project}`));
  const loads = Array.from({ length: count }, () => 0);
  const folds = new Map<string, number>();
  for (const project of [...sizes.keys()].sort((a, b) => rank(b) - rank(a))) {
    const fold = loads.indexOf(Math.min(...loads));
    folds.set(project, fold);
    loads[fold] = (loads[fold] ?? 0) + (sizes.get(project) ?? 0);
  }
  return samples.map(({ project }) => folds.get(project) ?? 0);
}

/** A number from 0 to 1 that depends on nothing but the words (FNV-1a). */
export function chance(words: string): number {
  let hash = 2166136261;
  for (let index = 0; index < words.length; index++) {
    hash = Math.imul(hash ^ words.charCodeAt(index), 16777619);
  }
  // The low bits of neighbours are alike: the high ones are mixed in.
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
