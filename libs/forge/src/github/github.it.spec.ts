import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshRepository, freshRepository, type GithubServer, GitStore, startGithub } from '@arbiter/testing';
import type { CodeHost } from '../api/code-host.ts';
import type { InlineComment, PlacedLine } from '../api/comments.ts';
import { Forbidden, Gone, Invalid } from '../api/forge.errors.ts';
import { githubHost } from './github-host.ts';

const RULES = { timeout: 5_000, retries: 2, maxWait: 5_000, pace: { burst: 1_000, every: 1 } };
const REPOSITORY = { id: '1', name: 'octo/app' };

const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

const added = (line: number): PlacedLine => ({ kind: '+', old: line, new: line });

const inline = (line: number, marker: string): InlineComment => ({
  place: { path: 'a file.txt', first: added(line), last: added(line) },
  body: `Words. <!-- arbiter:${marker} -->`,
  marker: `arbiter:${marker} -->`,
});

let repository: FreshRepository;
let github: GithubServer;
let host: CodeHost;
let base: string;
let head: string;

const open = async (options: { readonly head?: string; readonly from?: string | null } = {}) => ({
  repository: REPOSITORY,
  number: await github.open({
    repository: 'octo/app',
    base: 'main',
    head: 'change',
    author: 'ada',
    title: 'Title',
    labels: ['bug'],
    ...options,
  }),
});

beforeAll(async () => {
  repository = await freshRepository();
  base = await repository.commit('main', {
    'a file.txt': numbered(1, 60),
    'old name.txt': numbered(1, 9),
    'gone.txt': 'x\n',
  });
  head = await repository.commit('change', {
    'a file.txt': numbered(1, 60).replace('line 5\n', 'line five\n').replace('line 50\n', 'line fifty\n'),
    'old name.txt': null,
    'new name.txt': numbered(1, 9),
    'gone.txt': null,
    'binary.bin': Buffer.from([0, 1, 2, 255]),
    'ü/bom.txt': '\uFEFFeins\r\nzwei',
    'ü/100% #1?.txt': 'odd',
  });
  github = await startGithub({
    users: [
      { login: 'arbiter', token: 't-arbiter' },
      { login: 'ada', token: 't-ada' },
    ],
    repositories: [
      {
        name: 'octo/app',
        store: new GitStore(repository.directory),
        permissions: { arbiter: 'write', ada: 'maintain' },
      },
    ],
    limits: { writes: 10_000 },
  });
  host = githubHost({ baseUrl: github.url, credentials: { token: 't-arbiter' } }, RULES);
});

afterAll(async () => {
  await github.close();
  await repository.remove();
});

describe('what is read of GitHub', () => {
  it('says what a pull request is, where it comes from, and that a fork is one', async () => {
    const change = await host.change(await open());
    expect(change).toMatchObject({
      state: 'open',
      draft: false,
      title: 'Title',
      labels: ['bug'],
      baseSha: base,
      headSha: head,
    });
    expect(change).toMatchObject({
      fork: false,
      baseBranch: 'main',
      headBranch: 'change',
      author: { login: 'ada', bot: false },
    });
    expect(await host.change(await open({ from: 'ada/app' }))).toMatchObject({
      fork: true,
      headRepository: { name: 'ada/app' },
    });
    const orphan = await host.change(await open({ from: null }));
    expect([orphan.fork, orphan.headRepository]).toEqual([true, undefined]);
  });

  it('reads the diff whole, with renames, binaries and odd names', async () => {
    const { files, complete } = await host.diff(await host.change(await open()));
    expect(complete).toBe(true);
    expect(files.map(({ path, status, binary }) => [path, status, binary])).toEqual([
      ['a file.txt', 'modified', false],
      ['binary.bin', 'added', true],
      ['gone.txt', 'deleted', false],
      ['new name.txt', 'renamed', false],
      ['ü/100% #1?.txt', 'added', false],
      ['ü/bom.txt', 'added', false],
    ]);
  });

  it('reads the diff file by file where GitHub does not get it done', async () => {
    const address = await open();
    const change = await host.change(address);
    github.fail({ kind: 'error', path: `/pulls/${address.number}`, times: 3 });
    const { files, complete } = await host.diff(change);
    expect([files.length, complete]).toEqual([6, true]);
  });

  it('gives the diff of the head that was asked for, also when the pull request has moved on', async () => {
    await repository.git('branch', 'moving', 'change');
    const address = await open({ head: 'moving' });
    const change = await host.change(address);
    const later = await repository.commit('moving', { 'later.txt': 'x\n' });
    await github.push('octo/app', address.number, later);
    const paths = (await host.diff(change)).files.map(({ path }) => path);
    expect(paths).not.toContain('later.txt');
    expect((await host.diff(await host.change(address))).files.map(({ path }) => path)).toContain('later.txt');
    await repository.git('checkout', '--quiet', 'main');
    await repository.git('branch', '-D', 'moving');
  });

  it('reads a file byte by byte, and knows what is no file', async () => {
    const bytes = await host.file(REPOSITORY, 'ü/bom.txt', head);
    expect(Buffer.from(bytes ?? []).toString('hex')).toBe(Buffer.from('\uFEFFeins\r\nzwei').toString('hex'));
    expect(Buffer.from((await host.file(REPOSITORY, 'binary.bin', 'change')) ?? [])).toEqual(
      Buffer.from([0, 1, 2, 255]),
    );
    expect(Buffer.from((await host.file(REPOSITORY, 'ü/100% #1?.txt', head)) ?? []).toString()).toBe('odd');
    expect(await host.file(REPOSITORY, 'ü/bom.txt', base)).toBeUndefined();
    expect(await host.file(REPOSITORY, 'ü', head)).toBeUndefined();
  });

  it('says how two commits are related', async () => {
    expect(await host.compare(REPOSITORY, base, head)).toEqual({ relation: 'ahead', mergeBaseSha: base });
    expect(await host.compare(REPOSITORY, head, base)).toEqual({ relation: 'behind', mergeBaseSha: base });
    await expect(host.compare(REPOSITORY, base, 'f'.repeat(40))).rejects.toThrow(Gone);
    expect((await host.diffBetween(REPOSITORY, base, head)).files).toHaveLength(6);
  });

  it('says who may do what, who we are, and where the branches are', async () => {
    expect(await host.permission(REPOSITORY, { id: '', login: 'ada' })).toBe('maintain');
    expect(await host.permission(REPOSITORY, { id: '', login: 'nobody' })).toBe('none');
    expect((await host.self()).login).toBe('arbiter');
    expect(await host.branches(REPOSITORY)).toEqual([
      { name: 'change', sha: head },
      { name: 'main', sha: base },
    ]);
  });

  it('has errors of its own for what is gone, forbidden and invalid, and none shows the token', async () => {
    const stranger = githubHost({ baseUrl: github.url, credentials: { token: 'ghp_wrong' } }, RULES);
    await expect(host.change({ repository: REPOSITORY, number: 9_999 })).rejects.toThrow(Gone);
    await expect(host.change({ repository: { name: 'no-slash' }, number: 1 })).rejects.toThrow(Gone);
    const forbidden = await stranger.self().catch((error: unknown) => error);
    expect(forbidden).toBeInstanceOf(Forbidden);
    const invalid = await host.comment(await open(), { body: ' ', marker: 'none' }).catch((error: unknown) => error);
    expect(invalid).toBeInstanceOf(Invalid);
    expect((invalid as Invalid).words).toContain("body can't be blank");
    expect(JSON.stringify([forbidden, invalid, (forbidden as Error).stack, (invalid as Error).cause])).not.toMatch(
      /ghp_|t-arb/,
    );
  });
});

describe('what is written to GitHub', () => {
  it('posts a review whole, with every comment found again', async () => {
    const address = await open();
    const range: InlineComment = {
      ...inline(50, 'range'),
      place: { path: 'a file.txt', first: { kind: ' ', old: 49, new: 49 }, last: added(50) },
    };
    const review = {
      body: 'Summary <!-- arbiter:r1 -->',
      marker: 'arbiter:r1',
      shas: { head },
      comments: [inline(5, 'one'), range],
    };
    const posted = await host.postReview(address, review);
    expect(posted).toMatchObject({ posted: [{ index: 0 }, { index: 1 }], rejected: [] });
    expect(await host.reviews(address)).toMatchObject([{ id: posted.id, state: 'commented', sha: head }]);
    expect(github.pull('octo/app', address.number).reviewComments).toMatchObject([
      { line: 5, side: 'RIGHT', start_line: null },
      { line: 50, side: 'RIGHT', start_line: 49, start_side: 'RIGHT' },
    ]);
    expect(await host.postReview(address, review, { mayExist: true })).toEqual(posted);
  });

  it('loses no comment where GitHub rejects the whole review for one of them', async () => {
    const address = await open();
    const comments = [inline(5, 'good'), inline(30, 'bad'), inline(50, 'also good')];
    const review = { body: 'Summary <!-- arbiter:r2 -->', marker: 'arbiter:r2', shas: { head }, comments };
    const posted = await host.postReview(address, review);
    expect(posted.posted.map(({ index }) => index)).toEqual([0, 2]);
    expect(posted.rejected).toEqual([{ index: 1, reason: expect.stringContaining('could not be resolved') }]);
    expect((await host.reviews(address)).filter(({ body }) => body !== '')).toHaveLength(1);
    expect(await host.postReview(address, review, { mayExist: true })).toMatchObject({
      posted: [{ index: 0 }, { index: 2 }],
    });
    expect(github.pull('octo/app', address.number).reviewComments).toHaveLength(2);
  });

  it('clears away a review of ours that was never submitted, and leaves a person theirs', async () => {
    const address = await open();
    const post = (body: string) =>
      fetch(`${github.url}/repos/octo/app/pulls/${address.number}/reviews`, {
        method: 'POST',
        headers: { authorization: 'token t-arbiter', 'content-type': 'application/json' },
        body: JSON.stringify({ body }),
      });
    const review = { body: 'Summary <!-- arbiter:r3 -->', marker: 'arbiter:r3', shas: { head }, comments: [] };
    await post('begun <!-- arbiter:r3 -->');
    expect((await host.postReview(address, review)).id).toBeDefined();
    await post('my own draft');
    await expect(host.postReview(address, { ...review, marker: 'arbiter:r4' })).rejects.toThrow(/one pending review/);
    expect((await host.reviews(address)).find(({ state }) => state === 'pending')?.body).toBe('my own draft');
  });

  it('reads, answers and resolves threads, page by page', async () => {
    const address = await open();
    const comments = Array.from({ length: 120 }, (_, index) => inline(5, `t${index}`));
    await host.postReview(address, { body: '', marker: '', shas: { head }, comments });
    const [thread, ...others] = await host.threads(address);
    expect(others).toHaveLength(119);
    expect(thread).toMatchObject({ path: 'a file.txt', line: 5, resolved: false, outdated: false });
    if (thread === undefined) return;
    for (let index = 0; index < 3; index++) {
      const words = { body: `Answer <!-- arbiter:a${index} -->`, marker: `arbiter:a${index} -->` };
      await host.reply(address, thread, words);
      await host.reply(address, thread, words, { mayExist: true });
    }
    await host.setResolved(address, thread.id, true);
    const [after] = await host.threads(address);
    expect([after?.resolved, after?.comments.length]).toEqual([true, 4]);
    await host.setResolved(address, thread.id, false);
    expect((await host.threads(address))[0]?.resolved).toBe(false);
    await expect(host.setResolved(address, 'PRRT_none', true)).rejects.toThrow(Gone);
  });

  it('writes, edits and removes comments, reads them over three pages, and reacts once', async () => {
    const address = await open();
    const { comments } = github.pull('octo/app', address.number);
    const first = await host.comment(address, { body: 'First <!-- arbiter:s -->', marker: 'arbiter:s' });
    const [template] = comments;
    if (template !== undefined) {
      comments.push(
        ...Array.from({ length: 230 }, (_, index) => ({ ...template, id: 900_000 + index, body: `${index}` })),
      );
    }
    expect(await host.comments(address)).toHaveLength(231);
    expect(await host.comment(address, { body: 'x', marker: 'arbiter:s' }, { mayExist: true })).toEqual(first);
    expect((await host.editComment(address, first.id, 'Second')).body).toBe('Second');
    await host.react(address, { kind: 'change', id: first.id }, 'thumbs-up');
    await host.react(address, { kind: 'change', id: first.id }, 'thumbs-up');
    expect(await host.reactions(address, { kind: 'change', id: first.id })).toMatchObject([{ name: 'thumbs-up' }]);
    await host.deleteComment(address, first.id);
    await host.deleteComment(address, first.id);
    expect(await host.comments(address)).toHaveLength(230);
  });

  it('comments on files and commits, and sets a status that is no success where it is neutral', async () => {
    const address = await open();
    const words = { path: 'gone.txt', body: 'Why? <!-- arbiter:f -->', marker: 'arbiter:f' };
    const { id } = await host.commentOnFile(address, { head }, words);
    expect(await host.threads(address)).toMatchObject([{ path: 'gone.txt', comments: [{ id }] }]);
    await host.commentOnCommit(REPOSITORY, head, { body: 'On it <!-- arbiter:c -->', marker: 'arbiter:c' });
    expect(await host.commitComments(REPOSITORY, head)).toMatchObject([{ body: 'On it <!-- arbiter:c -->' }]);
    const status = { context: 'arbiter', description: 'x'.repeat(200) };
    await host.setStatus(REPOSITORY, head, { ...status, state: 'success' });
    await host.setStatus(REPOSITORY, head, { ...status, state: 'neutral' });
    const [newest, ...others] = await host.statuses(REPOSITORY, head);
    expect([newest?.state, newest?.description.length, others]).toEqual(['pending', 140, []]);
  });
});
