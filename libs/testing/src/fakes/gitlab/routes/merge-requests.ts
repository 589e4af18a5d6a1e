import type { ServeGitlab } from '../call.ts';
import type { GitlabMergeRequest, GitlabShas } from '../records.ts';
import { missing } from '../refusal.ts';
import { showDiff, showMergeRequest } from '../show.ts';

const ONE = '/projects/:id/merge_requests/:iid';

/** Merge requests and their diffs. */
export function serveMergeRequests(serve: ServeGitlab): void {
  serve(`GET ${ONE}`, {}, async ({ project, mergeRequest, world }) => {
    const { files } = await world.diffOf(project, newest(mergeRequest));
    return showMergeRequest(project, mergeRequest, files.length, world.limits.files);
  });

  serve(`GET ${ONE}/versions`, {}, (call) =>
    call.page(
      call.mergeRequest.versions.toReversed().map(({ base_sha, start_sha, head_sha }, index) => ({
        id: call.mergeRequest.versions.length - index,
        base_commit_sha: base_sha,
        start_commit_sha: start_sha,
        head_commit_sha: head_sha,
        state: 'collected',
      })),
    ),
  );

  serve(`GET ${ONE}/diffs`, { unidiff: 'flag?' }, async (call) => {
    const { limits } = call.world;
    const { files } = await call.world.diffOf(call.project, newest(call.mergeRequest));
    return call.page(files.slice(0, limits.files)).map((file) => showDiff(file, limits));
  });

  serve(`GET ${ONE}/raw_diffs`, {}, async (call) => {
    if (!call.world.limits.rawDiffs) throw missing('');
    call.header('content-type', 'text/plain');
    return (await call.world.diffOf(call.project, newest(call.mergeRequest))).raw;
  });
}

/** The newest version of a merge request. */
export function newest({ versions }: GitlabMergeRequest): GitlabShas {
  const version = versions.at(-1);
  if (version === undefined) throw new Error('a merge request has a version');
  return version;
}
