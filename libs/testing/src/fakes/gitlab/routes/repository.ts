import { createHash } from 'node:crypto';
import type { GitlabCall, ServeGitlab } from '../call.ts';
import { GitlabRefusal, badNote, missing } from '../refusal.ts';
import { showDiff, showDiscussion } from '../show.ts';
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
    const ref = await store.resolve(call.text('ref'));
    if (ref === undefined) throw missing('Commit');
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

async function commitsOf(call: GitlabCall, refs: unknown): Promise<readonly string[]> {
  if (!Array.isArray(refs)) throw new GitlabRefusal(400, { error: 'refs is missing' });
  return Promise.all(
    refs.map(async (ref: unknown) => {
      const sha = await call.project.store.resolve(String(ref));
      if (sha === undefined) throw missing('Commit');
      return sha;
    }),
  );
}
