import { findingMarkedIn, summaryMarkedIn } from '@arbiter/reviewing';
import { type FreshRepository, GitStore, type GitlabServer, freshRepository, startGitlab } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewService } from '../testing/review-service.ts';

const PATH = 'group/hello';
const SECRET = 'export const key = "AKIAIOSFODNN7EXAMPLF";\n';

describe('a review on GitLab', () => {
  let files: FreshRepository;
  let gitlab: GitlabServer;
  let service: ReviewService;

  beforeAll(async () => {
    files = await freshRepository();
    await files.commit('main', { 'README.md': '# hello\n', 'old.ts': 'one\ntwo\nthree\n' });
    gitlab = await startGitlab({
      users: [
        { username: 'arbiter', token: 'token-of-arbiter', bot: true },
        { username: 'ada', token: 'token-of-ada' },
      ],
      projects: [{ path: PATH, store: new GitStore(files.directory), members: { arbiter: 30, ada: 30 } }],
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

  const open = async (branch: string, tree: Record<string, string>): Promise<number> => {
    await files.commit(branch, tree);
    return gitlab.open({ project: PATH, target: 'main', source: branch, author: 'ada', title: 'A change' });
  };
  const told = (number: number) =>
    ({ forge: 'gitlab', repository: { id: String(gitlab.project(PATH).id), name: PATH }, number }) as const;
  const threadsOn = (number: number) =>
    gitlab.mergeRequest(PATH, number).discussions.filter(({ notes: [first] }) => findingMarkedIn(first?.body ?? ''));
  const summariesOn = (number: number) =>
    gitlab
      .mergeRequest(PATH, number)
      .discussions.flatMap(({ notes }) => notes)
      .filter(({ body }) => summaryMarkedIn(body));

  it('stands on its line, comes once, and resolves what a push has mended', async () => {
    const number = await open('first', { 'old.ts': `one\n${SECRET}two\nthree\n` });
    expect(await service.review(told(number))).toMatchObject({ status: 'success', posted: true });
    expect(threadsOn(number)).toMatchObject([{ notes: [{ position: { new_path: 'old.ts', new_line: 2 } }] }]);
    expect(summariesOn(number)).toHaveLength(1);

    await service.tell(told(number));
    await files.commit('first', { 'old.ts': 'one\nexport const key = process.env.KEY;\ntwo\nthree\n' });
    await gitlab.push(PATH, number);
    await service.review(told(number), 2);
    expect(threadsOn(number)).toMatchObject([{ resolved: true }]);
    expect(summariesOn(number)).toHaveLength(1);
    expect(gitlab.mergeRequest(PATH, number).quickActions).toEqual([]);
  });
});
