import type { SarifRun } from './sarif-log.ts';

type Artifact = NonNullable<NonNullable<SarifRun['artifacts']>[number]>['location'];

/** Bases that name bases that name bases. */
const DEEPEST = 8;

/**
 * The path of a result's file among the paths of the diff: as it is written, without what stands for the repository's root,
 * or the longest one that an absolute path ends with. If none fits, what is written, so that the finding can still say it.
 */
export function artifactPath(artifact: Artifact, run: SarifRun, paths: ReadonlySet<string>): string {
  const location = artifact?.uri === undefined ? run.artifacts?.[artifact?.index ?? -1]?.location : artifact;
  const written = withBases(location, run, 0);
  for (const spelling of [written, decoded(written)]) {
    const path = spelling.replace(/^file:\/\/[^/]*/i, '').replace(/^(?:\.\/)+/, '');
    for (const candidate of [path, path.replaceAll('\\', '/')]) {
      const found = paths.has(candidate) ? candidate : endOf(candidate, paths);
      if (found !== undefined) return found;
    }
  }
  return decoded(written).replace(/^(?:\.\/)+/, '');
}

/** Bases are placeholders for the root, unless they say a folder below another base. */
function withBases(location: Artifact, run: SarifRun, depth: number): string {
  const uri = location?.uri ?? '';
  const base = location?.uriBaseId === undefined ? undefined : run.originalUriBaseIds?.[location.uriBaseId];
  if (base?.uri === undefined || depth === DEEPEST || /^[a-z][a-z+.-]+:|^\//i.test(base.uri)) return uri;
  return `${withBases(base, run, depth + 1).replace(/\/?$/, '/')}${uri}`.replace(/^\//, '');
}

function endOf(path: string, paths: ReadonlySet<string>): string | undefined {
  if (!/^\/|^[a-z]:/i.test(path)) return undefined;
  const parts = path.split('/');
  for (let from = 1; from < parts.length; from++) {
    const end = parts.slice(from).join('/');
    if (paths.has(end)) return end;
  }
  return undefined;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // a per cent sign that escapes nothing
  }
}
