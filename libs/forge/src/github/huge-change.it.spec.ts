import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshRepository, freshRepository, type GithubServer, GitStore, startGithub } from '@arbiter/testing';
import type { CodeHost } from '../api/code-host.ts';
import { githubHost } from './github-host.ts';

const FILES = 5_000;

let repository: FreshRepository;
let github: GithubServer;
let host: CodeHost;

beforeAll(async () => {
  repository = await freshRepository();
  await repository.commit('main', { 'README.md': 'one\n' });
  const files = Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [`src/${index}.ts`, `export const x = ${index};\n`]),
  );
  await repository.commit('huge', { ...files, 'src/long.ts': 'x\n'.repeat(30_000) });
  await repository.commit('wide', { 'src/long.ts': 'x\n'.repeat(30_000), 'src/short.ts': 'x\n' });
  github = await startGithub({
    users: [{ login: 'arbiter', token: 't-arbiter' }],
    repositories: [{ name: 'octo/app', store: new GitStore(repository.directory) }],
  });
  host = githubHost(
    { baseUrl: github.url, credentials: { token: 't-arbiter' } },
    { timeout: 20_000, retries: 2, maxWait: 5_000 },
  );
  // Git makes a file of every file, which a slow disk takes its time for.
}, 120_000);

afterAll(async () => {
  await github.close();
  await repository.remove();
}, 60_000);

const changeOf = async (branch: string) => {
  const number = await github.open({ repository: 'octo/app', base: 'main', head: branch, author: 'arbiter' });
  return host.change({ repository: { name: 'octo/app' }, number });
};

describe('a change that GitHub does not show whole', () => {
  it('is read file by file, and a patch that was withheld is marked', async () => {
    const { files, complete } = await host.diff(await changeOf('wide'));
    expect(complete).toBe(true);
    expect(files.map(({ path, hunks, truncated }) => [path, hunks.length, truncated])).toEqual([
      ['src/long.ts', 0, 'GitHub withheld the patch'],
      ['src/short.ts', 1, undefined],
    ]);
  });

  it('of 5,000 files is named to the last one, and says which of them were not shown', async () => {
    const { files, complete } = await host.diff(await changeOf('huge'));
    expect([complete, files.length, new Set(files.map(({ path }) => path)).size]).toEqual([true, FILES + 1, FILES + 1]);
    const read = files.filter(({ truncated }) => truncated === undefined);
    expect(read.length).toBeGreaterThanOrEqual(2_999);
    expect(read.every(({ hunks: [hunk] }) => hunk?.lines.length === 1)).toBe(true);
    expect(files.at(-1)).toMatchObject({
      status: 'added',
      hunks: [],
      truncated: 'GitHub lists no more than 3000 files',
    });
  });
});
