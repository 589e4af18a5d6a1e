import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FreshRepository,
  freshRepository,
  type GithubServer,
  type GitlabServer,
  GitStore,
  startGithub,
  startGitlab,
} from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arbiterctl, type Ran } from '../../testing/terminal.ts';

const LINES = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);

const result = (uri: string, startLine: number, endLine: number, text: string): object => ({
  ruleId: 'rule',
  message: { text },
  locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine, endLine } } }],
});

const SARIF = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'lint' } },
      results: [
        result('a.txt', 9, 10, 'On lines of the hunk.'),
        result('a.txt', 1, 8, 'Clamped. @ada /close'),
        result('a.txt', 28, 28, 'On the file.'),
        result('b.txt', 1, 1, 'On a moved file.'),
        result('c.txt', 1, 1, 'On a file that is not in the change.'),
      ],
    },
  ],
});

describe('arbiterctl review --change', () => {
  let repository: FreshRepository;
  let github: GithubServer;
  let gitlab: GitlabServer;
  let folder: string;

  beforeAll(async () => {
    repository = await freshRepository();
    await repository.commit('main', { 'a.txt': `${LINES.join('\n')}\n`, 'old.txt': 'x\n' });
    const changed = LINES.with(9, 'line ten').join('\n');
    await repository.commit('change', { 'a.txt': `${changed}\n`, 'old.txt': null, 'b.txt': 'x\n' });
    const users = [
      { login: 'arbiter', token: 't-arbiter' },
      { login: 'ada', token: 't-ada' },
    ];
    const store = new GitStore(repository.directory);
    github = await startGithub({
      users,
      repositories: [{ name: 'octo/app', store, permissions: { arbiter: 'write', ada: 'write' } }],
    });
    gitlab = await startGitlab({
      users: [{ username: 'arbiter', token: 't-arbiter' }, { username: 'ada' }],
      projects: [{ path: 'group/app', store, members: { arbiter: 30, ada: 30 } }],
    });
    folder = mkdtempSync(join(tmpdir(), 'arbiter-post-'));
    writeFileSync(join(folder, 'lint.sarif'), SARIF);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await Promise.all([github.close(), gitlab.close(), repository.remove()]);
  });

  const review = (line: string): Promise<Ran> =>
    arbiterctl(`review --sarif lint.sarif --no-model ${line}`, {
      cwd: folder,
      env: {
        ARBITER_GITHUB_TOKEN: 't-arbiter',
        ARBITER_GITHUB_BASE_URL: github.url,
        ARBITER_GITLAB_TOKEN: 't-arbiter',
        ARBITER_GITLAB_BASE_URL: gitlab.url,
      },
    });

  it('posts on GitHub what its strict rules take, once, and loses nothing', async () => {
    const number = await github.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'ada' });
    const first = await review(`--change octo/app#${number}`);
    expect([first.code, first.err]).toEqual([1, expect.stringContaining('2 on lines, 2 on files')]);
    const again = await review(`--change octo/app#${number}`);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('0 on lines, 0 on files')]);
    const { reviews, reviewComments, comments } = github.pull('octo/app', number);
    expect(reviews.filter(({ state }) => state === 'COMMENTED').length).toBeGreaterThan(0);
    expect(reviewComments).toHaveLength(4);
    expect(reviewComments).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'a.txt', start_line: 9, line: 10, side: 'RIGHT', subject_type: 'line' }),
        expect.objectContaining({ path: 'a.txt', start_line: 7, line: 8 }),
        expect.objectContaining({ path: 'a.txt', subject_type: 'file' }),
        expect.objectContaining({ path: 'b.txt', subject_type: 'file' }),
      ]),
    );
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain('On a file that is not in the change.');
  });

  it('posts on GitLab what its strict rules take, once, and loses nothing', async () => {
    const iid = await gitlab.open({ project: 'group/app', target: 'main', source: 'change', author: 'ada' });
    const first = await review(`--change group/app!${iid}`);
    expect([first.code, first.err]).toEqual([1, expect.stringContaining('2 on lines, 2 on files')]);
    await review(`--change group/app!${iid}`);
    const { discussions, quickActions } = gitlab.mergeRequest('group/app', iid);
    const notes = discussions.flatMap((discussion) => discussion.notes).filter(({ system }) => !system);
    const positions = notes.flatMap(({ position }) => (position === undefined ? [] : [position]));
    expect(positions).toEqual([
      expect.objectContaining({ new_path: 'a.txt', old_line: 8, new_line: 8 }),
      expect.objectContaining({ new_path: 'a.txt', new_line: 10, line_range: expect.anything() }),
      expect.objectContaining({ position_type: 'file', new_path: 'a.txt' }),
      expect.objectContaining({ position_type: 'file', old_path: 'old.txt', new_path: 'b.txt' }),
    ]);
    expect(notes).toHaveLength(5);
    expect(quickActions).toEqual([]);
  });

  it('posts nothing with --dry-run, and prints what it would, for the commits of the change', async () => {
    const iid = await gitlab.open({ project: 'group/app', target: 'main', source: 'change', author: 'ada' });
    const { out } = await review(`--change group/app!${iid} --dry-run -o json`);
    const { discussions, versions } = gitlab.mergeRequest('group/app', iid);
    expect(discussions).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ forge: 'gitlab', discussions: [{ position: versions[0] }, {}] });
  });

  it('ends with 3 where the forge does not let it, and with 2 where the change is written wrongly', async () => {
    expect(await review('--change octo/none#1')).toMatchObject({ code: 3, out: '' });
    expect(await review('--change octo/app')).toMatchObject({ code: 2, out: '' });
    expect(await review('--change octo/app#1 --staged')).toMatchObject({ code: 2, out: '' });
  });
});
