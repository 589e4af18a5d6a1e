import type { Serve } from '../call.ts';
import type { GithubPull, GithubRepository } from '../records.ts';
import { Refusal, notFound } from '../refusal.ts';
import { showFile, showPull, showRepository } from '../show.ts';

/** Repositories and what is in them. */
export function serveContents(serve: Serve): void {
  serve('repos/get', ({ repository }) => showRepository(repository));

  serve('repos/list-branches', async (call) => {
    const branches = await call.repository.store.branches();
    return call.page(branches.map(({ name, sha }) => ({ name, commit: { sha }, protected: false })));
  });

  serve('repos/get-content', async (call) => {
    const { repository, query } = call;
    const asked = typeof query['ref'] === 'string' ? query['ref'] : 'HEAD';
    const ref = await commitOf(repository, asked);
    if (ref === undefined) throw new Refusal(404, `No commit found for the ref ${asked}`);
    const content = await repository.store.file(ref, String(call.path['path']));
    if (content === undefined) throw notFound();
    if (call.accept.includes('raw')) {
      call.header('content-type', 'application/vnd.github.raw+json; charset=utf-8');
      return content;
    }
    return { type: 'file', encoding: 'base64', size: content.length, content: content.toString('base64') };
  });

  serve('git/get-tree', async ({ repository, path }) => {
    const sha = await repository.store.resolve(String(path['tree_sha']));
    if (sha === undefined) throw notFound();
    return { sha, tree: await repository.store.tree(sha), truncated: false };
  });

  serve('repos/get-commit', async (call) => {
    const ref = String(call.path['ref']);
    const sha = await commitOf(call.repository, ref);
    if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${ref}`);
    const { raw, files } = await call.world.diffOfCommit(call.repository, sha);
    if (call.accept.includes('diff')) {
      refuseTooLarge(raw, files.length, call.world.limits);
      call.header('content-type', 'application/vnd.github.diff; charset=utf-8');
      return raw;
    }
    const shown = call.page(files.slice(0, call.world.limits.listedFiles), 300);
    return { sha, files: shown.map((file) => showFile(file, sha, call.world.limits.patchLines)) };
  });

  serve('repos/list-pull-requests-associated-with-commit', async (call) => {
    const { repository } = call;
    const sha = await repository.store.resolve(String(call.path['commit_sha']));
    if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${String(call.path['commit_sha'])}`);
    const contains = async (head: string) => (await repository.store.relate(sha, head))?.mergeBase === sha;
    const pulls: GithubPull[] = [];
    for (const pull of repository.pulls.values())
      if ((await contains(pull.headSha)) && !(await contains(pull.baseSha))) pulls.push(pull);
    return call.page(pulls).map((pull) => showPull(repository, pull, []));
  });

  serve('repos/compare-commits-with-basehead', async (call) => {
    const { store } = call.repository;
    const [base, head] = await Promise.all(
      String(call.path['basehead'])
        .split('...')
        .map((ref) => commitOf(call.repository, ref)),
    );
    if (base === undefined || head === undefined) throw notFound();
    const relation = await store.relate(base, head);
    if (relation === undefined) throw new Refusal(404, `No common ancestor between ${base} and ${head}.`);
    const { raw, files } = await call.world.diffOf(call.repository, { baseSha: base, headSha: head });
    if (call.accept.includes('diff')) {
      refuseTooLarge(raw, files.length, call.world.limits);
      call.header('content-type', 'application/vnd.github.diff; charset=utf-8');
      return raw;
    }
    const { ahead, behind, mergeBase } = relation;
    const status = ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
    const firstPage = Number(call.query['page'] ?? 1) === 1;
    return {
      status,
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      merge_base_commit: { sha: mergeBase },
      commits: [],
      files: firstPage ? files.slice(0, 300).map((file) => showFile(file, head, call.world.limits.patchLines)) : [],
    };
  });
}

/** A commit by its name; `HEAD` is the default branch. */
const commitOf = ({ store, defaultBranch }: GithubRepository, ref: string): Promise<string | undefined> =>
  store.resolve(ref === 'HEAD' ? defaultBranch : ref);

/** GitHub's own words where a diff is too big to be shown whole. */
export function refuseTooLarge(
  raw: Buffer,
  files: number,
  limits: { readonly diffLines: number; readonly diffFiles: number },
): void {
  const refuse = (field: string, most: number): Refusal =>
    new Refusal(406, `Sorry, the diff exceeded the maximum number of ${field} (${most})`, [
      { resource: 'PullRequest', field: 'diff', code: 'too_large' },
    ]);
  if (files > limits.diffFiles) throw refuse('files', limits.diffFiles);
  let lines = 0;
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) lines++;
  if (lines > limits.diffLines) throw refuse('lines', limits.diffLines);
}
