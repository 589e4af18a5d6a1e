import { findingMarkedIn, summaryMarkedIn } from '@arbiter/reviewing';
import { type FreshRepository, GitStore, type GitlabServer, freshRepository, startGitlab } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewService } from '../testing/review-service.ts';

const PATH = 'group/hello';
const SECRET = 'export const key = "AKIAIOSFODNN7EXAMPLF";\n';
const FOCUSED = "describe('a', () => {\n  it.only('b', () => {\n    expect(1).toBe(1);\n  });\n});\n";

describe('a push to GitLab', () => {
  let files: FreshRepository;
  let gitlab: GitlabServer;
  let service: ReviewService;

  beforeAll(async () => {
    files = await freshRepository();
    await files.commit('main', { '.arbiter.yml': 'pushes: comments\n', 'old.ts': 'one\ntwo\nthree\n' });
    gitlab = await startGitlab({
      users: [{ username: 'arbiter', token: 'token-of-arbiter', bot: true }],
      projects: [{ path: PATH, store: new GitStore(files.directory), members: { arbiter: 30 } }],
    });
    service = await ReviewService.start({
      ARBITER_GITLAB_TOKEN: 'token-of-arbiter',
      ARBITER_GITLAB_BASE_URL: gitlab.url,
    });
  });
  afterAll(async () => {
    await service.close();
    await Promise.all([gitlab.close(), files.remove()]);
  });

  const place = () => ({ forge: 'gitlab', repository: { id: String(gitlab.project(PATH).id), name: PATH } }) as const;
  const notesOn = (sha: string) =>
    (gitlab.project(PATH).commitDiscussions.get(sha) ?? []).flatMap(({ notes }) => notes);

  it('has comments on its lines, once, and a status; of an earlier commit one comment says the rest', async () => {
    const before = (await files.git('rev-parse', 'main')).trim();
    await files.commit('main', { 'a.spec.ts': FOCUSED });
    const after = await files.commit('main', { 'old.ts': `one\n${SECRET}two\nthree\n` });
    const path = `/commits/${after}/comments`;
    gitlab.fail({ kind: 'cut', method: 'POST', path });
    expect(await service.reviewPush({ ...place(), before, after })).toMatchObject({ status: 'success', posted: true });
    await service.tellPush({ ...place(), before, after });
    const next = await files.commit('main', { 'b.ts': 'export const b = 1;\n' });
    await service.reviewPush({ ...place(), before: after, after: next });

    const placed = notesOn(after).filter(({ body }) => findingMarkedIn(body));
    expect(placed).toMatchObject([{ commitLine: { path: 'old.ts', line: 2, line_type: 'new' } }]);
    const rest = notesOn(after).filter(({ body }) => summaryMarkedIn(body));
    expect(rest.map(({ body }) => body.includes('`a.spec.ts:2`'))).toEqual([true]);
    expect(notesOn(next)).toEqual([]);
    const statuses = gitlab.project(PATH).statuses.filter(({ sha }) => sha === after);
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set(['success']));
  });
});
