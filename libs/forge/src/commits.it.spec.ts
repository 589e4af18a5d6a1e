import { type FileDiff, parseDiff } from '@arbiter/diff';
import {
  type FreshRepository,
  type GithubServer,
  type GitlabServer,
  GitStore,
  freshRepository,
  startGithub,
  startGitlab,
} from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CodeHost } from './api/code-host.ts';
import { Invalid } from './api/forge.errors.ts';
import { githubHost } from './github/github-host.ts';
import { gitlabHost } from './gitlab/gitlab-host.ts';
import { commitLine } from './payloads/commit-line.ts';

const rules = { timeout: 5_000, retries: 2, maxWait: 1_000, pace: { burst: 1_000, every: 1 } };
const repository = { name: 'octo/hello' };
const marker = '<!-- arbiter:test -->';

describe('commits of a branch', () => {
  let files: FreshRepository;
  let github: GithubServer;
  let gitlab: GitlabServer;
  let hosts: readonly CodeHost[];
  let [first, second] = ['', ''];

  beforeAll(async () => {
    files = await freshRepository();
    const many = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
    first = await files.commit('main', { 'a.ts': many.join('\n'), 'gone.ts': 'gone\n' });
    const changed = many.map((line, index) => (index === 1 || index === 39 ? `${line}!` : line));
    second = await files.commit('topic', { 'a.ts': [...changed, 'end', 'more'].join('\n'), 'gone.ts': null });
    const store = new GitStore(files.directory);
    github = await startGithub({
      users: [{ login: 'arbiter', token: 'token', type: 'Bot' }],
      repositories: [{ name: repository.name, store, permissions: { arbiter: 'write' } }],
      limits: { diffLines: 1_000 },
    });
    gitlab = await startGitlab({
      users: [{ username: 'arbiter', token: 'token', bot: true }],
      projects: [{ path: repository.name, store, members: { arbiter: 30 } }],
    });
    hosts = [
      githubHost({ baseUrl: github.url, credentials: { token: 'token' } }, rules),
      gitlabHost({ baseUrl: gitlab.url, token: 'token' }, rules),
    ];
  });
  afterAll(async () => {
    await Promise.all([github.close(), gitlab.close()]);
    await files.remove();
  });

  const each = async (check: (host: CodeHost) => Promise<void>): Promise<void> => {
    for (const host of hosts) await check(host);
  };
  const own = async (sha: string): Promise<readonly FileDiff[]> =>
    parseDiff(await files.git('show', '--format=', '-m', '--first-parent', sha));

  it('are read by what they change themselves, also the first one and a merge', async () => {
    await files.git('checkout', '--quiet', 'main');
    await files.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'topic');
    const merge = (await files.git('rev-parse', 'HEAD')).trim();
    for (const sha of [first, second, merge]) {
      const expected = (await own(sha)).map(({ path, status, hunks }) => ({
        path,
        status,
        lines: hunks.map(({ lines }) => lines),
      }));
      await each(async (host) => {
        const { files: read, complete } = await host.commitDiff(repository, sha);
        expect(complete).toBe(true);
        const found = read.map(({ path, status, hunks }) => ({ path, status, lines: hunks.map(({ lines }) => lines) }));
        expect(found).toEqual(expected);
      });
    }
  });

  it('that a forge does not know are gone', async () => {
    await each((host) => expect(host.commitDiff(repository, '1'.repeat(40))).rejects.toMatchObject({ code: 'gone' }));
  });

  it('have comments on each changed line of their own diff, where the forge itself sees that line', async () => {
    const diff = await own(second);
    const lines = diff.flatMap(({ path, hunks }) =>
      hunks.flatMap((hunk) => hunk.lines.map((line) => ({ path, ...line }))),
    );
    for (const [index, { path, kind, old, new: now, text }] of lines.entries()) {
      const place = commitLine(diff, { path, text, line: { kind, old: old ?? 0, new: now ?? 0 } });
      if (!place) throw new Error(`no place for ${text}`);
      const comment = { body: `${text} <!-- ${index} -->`, marker: `<!-- ${index} -->`, place };
      await each(async (host) => {
        const done = host.commentOnCommitLine(repository, second, comment);
        if (kind === ' ' && host.forge === 'gitlab') await expect(done).rejects.toThrow(Invalid);
        else await done;
      });
      expect(github.repository(repository.name).commitComments.at(-1)).toMatchObject({ path, line: now ?? old });
      const [note] = gitlab.project(repository.name).commitDiscussions.get(second)?.at(-1)?.notes ?? [];
      if (kind !== ' ')
        expect(note?.commitLine).toEqual({ path, line: place.line.new, line_type: kind === '+' ? 'new' : 'old' });
    }
  });

  it('have no place for lines of other commits, and the forges refuse them', async () => {
    const diff = await own(second);
    const line = { kind: '+', old: 1, new: 20 } as const;
    expect(commitLine(diff, { path: 'a.ts', line, text: 'line 20' })).toBeUndefined();
    expect(commitLine(diff, { path: 'b.ts', line, text: 'line 20' })).toBeUndefined();
    const comment = { body: `no ${marker}`, marker, place: { path: 'a.ts', line, position: 999 } };
    await each((host) => expect(host.commentOnCommitLine(repository, second, comment)).rejects.toThrow(Invalid));
  });

  it('have a comment once, although the forge did not tell that it took it', async () => {
    const diff = await own(second);
    const line = { kind: '+', old: 2, new: 2 } as const;
    const place = commitLine(diff, { path: 'a.ts', line, text: 'line 2!' });
    if (!place) throw new Error('no place');
    const path = `/commits/${second}/comments`;
    github.fail({ kind: 'cut', method: 'POST', path });
    gitlab.fail({ kind: 'cut', method: 'POST', path });
    const count = async (host: CodeHost) =>
      (await host.commitComments(repository, second)).filter(({ body }) => body.includes(marker)).length;
    await each(async (host) => {
      await host.commentOnCommitLine(repository, second, { body: `once ${marker}`, marker, place });
      await host.commentOnCommitLine(repository, second, { body: `once ${marker}`, marker, place }, { mayExist: true });
      expect(await count(host)).toBe(1);
    });
  });

  it('tell the open changes that they are part of', async () => {
    const tip = await files.commit('later', { 'b.ts': 'b\n' });
    const next = await files.commit('later', { 'b.ts': 'c\n' });
    github.pull(
      repository.name,
      await github.open({ repository: repository.name, base: 'main', head: 'later', author: 'arbiter' }),
    );
    const iid = await gitlab.open({ project: repository.name, target: 'main', source: 'later', author: 'arbiter' });
    await each(async (host) => {
      expect(await host.openChanges(repository, next)).toMatchObject([{ draft: false, headSha: next }]);
      expect(await host.openChanges(repository, tip)).toMatchObject([{ headSha: next }]);
      expect(await host.openChanges(repository, first)).toEqual([]);
    });
    github.pull(repository.name, 1).state = 'closed';
    gitlab.mergeRequest(repository.name, iid).state = 'merged';
    await each(async (host) => {
      expect(await host.openChanges(repository, next)).toEqual([]);
    });
  });

  it('are compared with the default branch by the name HEAD, which files are read by as well', async () => {
    await files.git('checkout', '--quiet', 'later');
    const tip = (await files.git('rev-parse', 'later')).trim();
    await each(async (host) => {
      const { files: read } = await host.diffBetween(repository, 'HEAD', tip);
      expect(read.map(({ path }) => path)).toEqual(['b.ts']);
      expect(await host.file(repository, 'b.ts', 'HEAD')).toBeUndefined();
    });
  });
});
