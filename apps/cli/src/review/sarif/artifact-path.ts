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
  const written = withBases(location, run, false);
  // Below a base that is no root of the repository the end of the whole address tells the file.
  for (const uri of [written, withBases(location, run, true)]) {
    for (const spelling of [uri, decoded(uri)]) {
      const path = withoutScheme(spelling);
      for (const candidate of [path, path.replaceAll('\\', '/')]) {
        const found = among(paths, withoutDots(candidate)) ?? endOf(withoutDots(candidate), paths);
        if (found !== undefined) return found;
      }
    }
  }
  return decoded(written).replace(/^(?:\.\/)+/, '');
}

/**
 * Bases are placeholders for the root, unless they say a folder below another base.
 *
 * @param whole with the absolute base too
 */
function withBases(location: Artifact, run: SarifRun, whole: boolean, depth = 0): string {
  const uri = location?.uri ?? '';
  const base = location?.uriBaseId === undefined ? undefined : run.originalUriBaseIds?.[location.uriBaseId];
  if (base?.uri === undefined || depth === DEEPEST || ABSOLUTE.test(uri)) return uri;
  if (ABSOLUTE.test(base.uri)) return whole ? `${base.uri.replace(/\/?$/, '/')}${uri}` : uri;
  return `${withBases(base, run, whole, depth + 1).replace(/\/?$/, '/')}${uri}`.replace(/^\//, '');
}

const ABSOLUTE = /^[a-z][a-z\d+.-]*:|^\//i;

/** `file:///w/x`, `file://host/w/x` and `file:/w/x` are `/w/x`. */
const withoutScheme = (uri: string): string => uri.replace(/^file:(?:\/\/[^/]*)?(?=\/)/i, '');

/** Without the steps that lead nowhere: `./x`, `sub/../x`. */
function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A path of the diff; tools on macOS write letters and their marks apart, which are the same to whoever reads them. */
function among(paths: ReadonlySet<string>, path: string): string | undefined {
  if (paths.has(path)) return path;
  const composed = path.normalize();
  // Only where there is such a letter are all paths looked through.
  return /[^\0-\x7f]/.test(path) ? [...paths].find((each) => each.normalize() === composed) : undefined;
}

function endOf(path: string, paths: ReadonlySet<string>): string | undefined {
  if (!/^\/|^[a-z]:/i.test(path)) return undefined;
  const parts = path.split('/');
  for (let from = 1; from < parts.length; from++) {
    const end = among(paths, parts.slice(from).join('/'));
    if (end !== undefined) return end;
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
