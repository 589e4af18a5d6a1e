import type { FileStatus } from '@arbiter/diff';
import type { CallOptions } from '../api/code-host.ts';
import type { GithubSession } from './session.ts';

/** A path that differs between two commits. */
export interface ChangedPath {
  readonly path: string;
  readonly status: FileStatus;
}

/** Which paths differ, by the commits' trees alone; undefined where GitHub does not show them whole (100,000 entries). */
export async function changedPaths(
  session: GithubSession,
  base: string,
  head: string,
  options: CallOptions,
): Promise<readonly ChangedPath[] | undefined> {
  const [before, after] = await Promise.all([treeOf(session, base, options), treeOf(session, head, options)]);
  if (before === undefined || after === undefined) return undefined;
  const gone = [...before.keys()]
    .filter((path) => !after.has(path))
    .map((path) => ({ path, status: 'deleted' as const }));
  const changed = [...after]
    .filter(([path, entry]) => before.get(path) !== entry)
    .map(([path]) => ({ path, status: before.has(path) ? ('modified' as const) : ('added' as const) }));
  return [...changed, ...gone];
}

/** Mode and blob by path. */
async function treeOf(
  session: GithubSession,
  sha: string,
  options: CallOptions,
): Promise<ReadonlyMap<string, string> | undefined> {
  return session.ask(options, async (request) => {
    const { data } = await session.octokit.rest.git.getTree({
      ...session.where,
      tree_sha: sha,
      recursive: 'true',
      request,
    });
    if (data.truncated) return undefined;
    return new Map(
      data.tree.filter(({ type }) => type !== 'tree').map(({ path, mode, sha }) => [path, `${mode} ${sha}`]),
    );
  });
}
