import { createHash } from 'node:crypto';
import type { GitlabCall, ServeGitlab } from '../call.ts';
import { lineCodeOfCommit } from '../positions.ts';
import type { GitlabCommitLine } from '../records.ts';
import { GitlabRefusal, badNote, missing, wrongParameter } from '../refusal.ts';
import { showDiff, showDiscussion, showMergeRequest } from '../show.ts';
import { newDiscussion, noteOf } from './discussions.ts';

const REPOSITORY = '/projects/:id/repository';

/** What is in a repository, and comments on commits. */
export function serveRepository(serve: ServeGitlab): void {
  serve(`GET ${REPOSITORY}/branches`, { search: 'text?' }, async (call) => {
    const branches = await call.project.store.branches();
    return call.page(branches.map(({ name, sha }) => ({ name, commit: { id: sha } })));
  });

  serve(`GET ${REPOSITORY}/files/:path/raw`, { ref: 'text', lfs: 'flag?' }, async (call) => {
    const { store } = call.project;
    const [ref = ''] = await commitsOf(call, [call.text('ref')]);
    const content = await store.file(ref, call.path('path'));
    if (content === undefined) throw missing('File');
    call.header('content-type', call.path('path').endsWith('.bin') ? 'application/octet-stream' : 'text/plain');
    call.header('x-gitlab-content-sha256', createHash('sha256').update(content).digest('hex'));
    return content;
  });

  serve(`GET ${REPOSITORY}/merge_base`, { refs: 'list' }, async (call) => {
    const [one = '', other = ''] = await commitsOf(call, call.given['refs[]'] ?? call.given['refs']);
    const relation = await call.project.store.relate(one, other);
    if (relation === undefined) throw missing('Merge Base');
    return { id: relation.mergeBase };
  });

  serve(
    `GET ${REPOSITORY}/compare`,
    { from: 'text', to: 'text', straight: 'flag?', unidiff: 'flag?' },
    async (call) => {
      const [base = '', head = ''] = await commitsOf(call, [call.text('from'), call.text('to')]);
      const { files } = await call.world.diffOf(call.project, { base_sha: base, head_sha: head });
      const { limits } = call.world;
      return {
        commits: [],
        diffs: files.slice(0, limits.files).map((file) => showDiff(file, limits)),
        compare_timeout: false,
      };
    },
  );

  serve(`GET ${REPOSITORY}/commits/:sha/diff`, { unidiff: 'flag?' }, async (call) => {
    const [sha = ''] = await commitsOf(call, [call.path('sha')]);
    const files = await call.world.diffOfCommit(call.project, sha);
    return call.page(files.slice(0, call.world.limits.files)).map((file) => showDiff(file, call.world.limits));
  });

  serve(`GET ${REPOSITORY}/commits/:sha/merge_requests`, { state: 'text?' }, async (call) => {
    const [sha = ''] = await commitsOf(call, [call.path('sha')]);
    const { store, mergeRequests } = call.project;
    const contains = async (head = '') => (await store.relate(sha, head))?.mergeBase === sha;
    const found: unknown[] = [];
    for (const one of mergeRequests.values()) {
      const version = one.versions.at(-1);
      if ((await contains(version?.head_sha)) && !(await contains(version?.start_sha)))
        found.push(showMergeRequest(call.project, one, 0, call.world.limits.files));
    }
    return call.page(found);
  });

  const PLACE = { path: 'text?', line: 'number?', line_type: 'text?' } as const;
  serve(`POST ${REPOSITORY}/commits/:sha/comments`, { note: 'text', ...PLACE }, async (call) => {
    const [sha = ''] = await commitsOf(call, [call.path('sha')]);
    const body = call.text('note');
    if (body.trim() === '') throw badNote('note', "can't be blank");
    const place = placeOf(call);
    const code = place && lineCodeOfCommit(await call.world.diffOfCommit(call.project, sha), place);
    const note = {
      ...noteOf(call, place ? 'LegacyDiffNote' : null, body),
      ...(place && { commitLine: place }),
      ...(code !== undefined && { line_code: code }),
    };
    const { commitDiscussions } = call.project;
    commitDiscussions.set(sha, [...(commitDiscussions.get(sha) ?? []), newDiscussion(call, note, true)]);
    return { note: body, path: null, line: null, line_type: null, ...place, created_at: note.created_at };
  });

  const DISCUSSIONS = `${REPOSITORY}/commits/:sha/discussions` as const;
  serve(`GET ${DISCUSSIONS}`, {}, (call) =>
    call.page(call.project.commitDiscussions.get(call.path('sha')) ?? []).map(showDiscussion),
  );
  serve(`POST ${DISCUSSIONS}`, { body: 'text' }, async (call) => {
    const [sha = ''] = await commitsOf(call, [call.path('sha')]);
    const body = call.text('body');
    if (body.trim() === '') throw badNote('note', "can't be blank");
    const discussion = newDiscussion(call, noteOf(call, null, body), true);
    const { commitDiscussions } = call.project;
    commitDiscussions.set(sha, [...(commitDiscussions.get(sha) ?? []), discussion]);
    return showDiscussion(discussion);
  });
}

/** The place that a comment on a commit names; undefined for the commit as a whole. */
function placeOf({ given }: GitlabCall): GitlabCommitLine | undefined {
  const { path, line, line_type: type } = given;
  if (path === undefined && line === undefined && type === undefined) return undefined;
  if (typeof path !== 'string' || line === undefined) throw wrongParameter('path, line are missing');
  if (type !== 'new' && type !== 'old') throw wrongParameter('line_type does not have a valid value');
  return { path, line: Number(line), line_type: type };
}

async function commitsOf(call: GitlabCall, refs: unknown): Promise<readonly string[]> {
  if (!Array.isArray(refs)) throw new GitlabRefusal(400, { error: 'refs is missing' });
  return Promise.all(
    refs.map(async (ref: unknown) => {
      const sha = await call.project.store.resolve(ref === 'HEAD' ? call.project.defaultBranch : String(ref));
      if (sha === undefined) throw missing('Commit');
      return sha;
    }),
  );
}
