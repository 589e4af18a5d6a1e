import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Postponed } from '@arbiter/service';
import { type FreshRepository, freshRepository, type GitlabServer, GitStore, startGitlab } from '@arbiter/testing';
import type { CodeHost } from '../api/code-host.ts';
import type { InlineComment, PlacedLine } from '../api/comments.ts';
import { Forbidden, Gone, Invalid } from '../api/forge.errors.ts';
import { gitlabHost } from './gitlab-host.ts';

const RULES = { timeout: 5_000, retries: 2, maxWait: 5_000, pace: { burst: 1_000, every: 1 } };
const REPOSITORY = { name: 'group/sub/app' };

const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

const inline = (last: PlacedLine, marker: string, first = last): InlineComment => ({
  place: { path: 'a & b=c.txt', first, last },
  body: `Words. <!-- arbiter:${marker} -->`,
  marker: `arbiter:${marker} -->`,
});

const FIFTH: PlacedLine = { kind: '+', old: 6, new: 5 };
const UNCHANGED: PlacedLine = { kind: ' ', old: 49, new: 49 };
const FIFTIETH: PlacedLine = { kind: '+', old: 51, new: 50 };

let repository: FreshRepository;
let gitlab: GitlabServer;
let host: CodeHost;
let base: string;
let head: string;

const open = async (
  options: { readonly source?: string; readonly fork?: true | null; readonly prepared?: boolean } = {},
) => ({
  repository: REPOSITORY,
  number: await gitlab.open({
    project: 'group/sub/app',
    target: 'main',
    source: 'change',
    author: 'ada',
    title: 'Title',
    labels: ['bug'],
    ...options,
  }),
});

beforeAll(async () => {
  repository = await freshRepository();
  base = await repository.commit('main', {
    'a & b=c.txt': numbered(1, 60),
    'old.txt': numbered(1, 9),
    'gone.txt': 'x\n',
  });
  head = await repository.commit('change', {
    'a & b=c.txt': numbered(1, 60).replace('line 5\n', 'line five\n').replace('line 50\n', 'line fifty\n'),
    'old.txt': null,
    'new.txt': numbered(1, 9),
    'gone.txt': null,
    'data.bin': Buffer.from([0, 1, 2, 255]),
    'ü/bom.json': '\uFEFF{}\r\n',
    'ü/100% #1?.txt': 'odd',
    'big.txt': numbered(1, 30_000),
  });
  gitlab = await startGitlab({
    users: [{ username: 'arbiter', token: 't-arbiter' }, { username: 'ada' }, { username: 'eve' }],
    projects: [{ path: 'group/sub/app', store: new GitStore(repository.directory), members: { arbiter: 30, ada: 40 } }],
  });
  host = gitlabHost({ baseUrl: gitlab.url, token: 't-arbiter' }, RULES);
});

afterAll(async () => {
  await gitlab.close();
  await repository.remove();
});

describe('what is read of GitLab', () => {
  it('says what a merge request is, where it comes from, and that a fork is one', async () => {
    const change = await host.change(await open());
    expect(change).toMatchObject({ state: 'open', title: 'Title', labels: ['bug'], fork: false, headSha: head });
    expect(change).toMatchObject({ baseSha: base, mergeBaseSha: base, author: { login: 'ada' }, baseBranch: 'main' });
    expect((await host.change(await open({ fork: true }))).fork).toBe(true);
    const orphan = await host.change(await open({ fork: null }));
    expect([orphan.fork, orphan.headRepository]).toEqual([true, undefined]);
  });

  it('waits for GitLab to prepare a merge request', async () => {
    await expect(host.change(await open({ prepared: false }))).rejects.toThrow(Postponed);
  });

  it('reads the diff whole, however big', async () => {
    const { files, complete } = await host.diff(await host.change(await open()));
    expect(complete).toBe(true);
    expect(files.map(({ path, status, truncated }) => [path, status, truncated])).toEqual([
      ['a & b=c.txt', 'modified', undefined],
      ['big.txt', 'added', undefined],
      ['data.bin', 'added', undefined],
      ['gone.txt', 'deleted', undefined],
      ['new.txt', 'renamed', undefined],
      ['ü/100% #1?.txt', 'added', undefined],
      ['ü/bom.json', 'added', undefined],
    ]);
  });

  it('reads it file by file from an older GitLab, and marks what that withheld', async () => {
    const old = await startGitlab({
      users: [{ username: 'arbiter', token: 't-arbiter' }],
      projects: [{ path: 'g/app', store: new GitStore(repository.directory) }],
      limits: { rawDiffs: false },
    });
    const number = await old.open({ project: 'g/app', target: 'main', source: 'change', author: 'arbiter' });
    const client = gitlabHost({ baseUrl: old.url, token: 't-arbiter' }, RULES);
    const { files, complete } = await client.diff(await client.change({ repository: { name: 'g/app' }, number }));
    expect(complete).toBe(true);
    expect(files.map(({ path, status, binary, truncated }) => [path, status, binary, truncated])).toEqual([
      ['a & b=c.txt', 'modified', false, undefined],
      ['big.txt', 'added', false, 'GitLab withheld the patch'],
      ['data.bin', 'added', true, undefined],
      ['gone.txt', 'deleted', false, undefined],
      ['new.txt', 'renamed', false, undefined],
      ['ü/100% #1?.txt', 'added', false, undefined],
      ['ü/bom.json', 'added', false, undefined],
    ]);
    await old.close();
  });

  it('gives the diff of the head that was asked for, also when the merge request has moved on', async () => {
    await repository.git('branch', 'moving', 'change');
    const address = await open({ source: 'moving' });
    const change = await host.change(address);
    await repository.commit('moving', { 'later.txt': 'x\n' });
    await gitlab.push('group/sub/app', address.number);
    expect((await host.diff(change)).files.map(({ path }) => path)).not.toContain('later.txt');
    expect((await host.diff(await host.change(address))).files.map(({ path }) => path)).toContain('later.txt');
    await repository.git('checkout', '--quiet', 'main');
    await repository.git('branch', '-D', 'moving');
  });

  it('reads a file byte by byte, and how commits are related', async () => {
    const bytes = await host.file(REPOSITORY, 'ü/bom.json', head);
    expect(Buffer.from(bytes ?? []).toString('hex')).toBe(Buffer.from('\uFEFF{}\r\n').toString('hex'));
    expect(Buffer.from((await host.file(REPOSITORY, 'data.bin', 'change')) ?? [])).toEqual(Buffer.from([0, 1, 2, 255]));
    expect(Buffer.from((await host.file(REPOSITORY, 'ü/100% #1?.txt', head)) ?? []).toString()).toBe('odd');
    expect(await host.file(REPOSITORY, 'ü/bom.json', base)).toBeUndefined();
    expect(await host.compare(REPOSITORY, base, head)).toEqual({ relation: 'ahead', mergeBaseSha: base });
    expect((await host.compare(REPOSITORY, head, base)).relation).toBe('behind');
    await expect(host.compare(REPOSITORY, base, 'f'.repeat(40))).rejects.toThrow(Gone);
    expect(await host.branches(REPOSITORY)).toEqual([
      { name: 'change', sha: head },
      { name: 'main', sha: base },
    ]);
  });

  it('says who may do what, and has errors of its own that show no token', async () => {
    expect(await host.permission(REPOSITORY, { id: '', login: 'ada' })).toBe('maintain');
    expect(await host.permission(REPOSITORY, { id: '', login: 'eve' })).toBe('none');
    expect(await host.permission(REPOSITORY, { id: '77', login: 'nobody' })).toBe('none');
    const stranger = gitlabHost({ baseUrl: gitlab.url, token: 'glpat-wrong' }, RULES);
    const forbidden = await stranger.self().catch((error: unknown) => error);
    const invalid = await host.comment(await open(), { body: ' ', marker: 'none' }).catch((error: unknown) => error);
    expect(forbidden).toBeInstanceOf(Forbidden);
    expect(invalid).toBeInstanceOf(Invalid);
    expect((invalid as Invalid).words).toContain("can't be blank");
    await expect(host.change({ repository: REPOSITORY, number: 9_999 })).rejects.toThrow(Gone);
    expect(JSON.stringify([forbidden, invalid, (forbidden as Error).stack])).not.toMatch(/glpat|t-arbiter/);
  });
});

describe('what is written to GitLab', () => {
  it('posts each comment of a review as a discussion on its line, and loses none', async () => {
    const address = await open();
    const wrong = { kind: ' ', old: 30, new: 30 } as const;
    const comments = [inline(FIFTH, 'one'), inline(wrong, 'bad'), inline(FIFTIETH, 'range', UNCHANGED)];
    const review = { body: 'Summary <!-- arbiter:r -->', marker: 'arbiter:r -->', shas: { head }, comments };
    const posted = await host.postReview(address, review);
    expect(posted.posted.map(({ index }) => index)).toEqual([0, 2]);
    expect(posted.rejected).toEqual([{ index: 1, reason: expect.stringContaining('must be a valid line code') }]);
    const again = await host.postReview(
      address,
      { ...review, comments: [comments[0], comments[2]].flatMap((one) => one ?? []) },
      { mayExist: true },
    );
    expect(again.posted.map(({ id }) => id)).toEqual(posted.posted.map(({ id }) => id));
    const { discussions } = gitlab.mergeRequest('group/sub/app', address.number);
    const sha1 = createHash('sha1').update('a & b=c.txt').digest('hex');
    expect(discussions.map(({ notes: [note] }) => note?.line_code)).toEqual([
      `${sha1}_6_5`,
      `${sha1}_51_50`,
      undefined,
    ]);
    expect((await host.comments(address)).map(({ body }) => body)).toEqual(['Summary <!-- arbiter:r -->']);
  });

  it('reads, answers and resolves threads over three pages', async () => {
    const address = await open();
    const comments = Array.from({ length: 205 }, (_, index) => inline(FIFTH, `t${index}`));
    await host.postReview(address, { body: '', marker: '', shas: { head }, comments });
    const [thread, ...others] = await host.threads(address);
    expect(others).toHaveLength(204);
    expect(thread).toMatchObject({ path: 'a & b=c.txt', line: 5, resolved: false, outdated: false });
    if (thread === undefined) return;
    const words = { body: 'Answer <!-- arbiter:a -->', marker: 'arbiter:a -->' };
    await host.reply(address, thread, words);
    await host.reply(address, thread, words, { mayExist: true });
    await host.setResolved(address, thread.id, true);
    const [after] = await host.threads(address);
    expect([after?.resolved, after?.comments.length]).toEqual([true, 2]);
    await expect(host.setResolved(address, 'none', true)).rejects.toThrow(Gone);
  });

  it('writes, edits and removes notes, and reacts once', async () => {
    const address = await open();
    const first = await host.comment(address, { body: 'First <!-- arbiter:s -->', marker: 'arbiter:s' });
    expect(await host.comment(address, { body: 'x', marker: 'arbiter:s' }, { mayExist: true })).toEqual(first);
    expect((await host.editComment(address, first.id, 'Second')).body).toBe('Second');
    await host.react(address, { kind: 'change', id: first.id }, 'hooray');
    await host.react(address, { kind: 'change', id: first.id }, 'hooray');
    expect(await host.reactions(address, { kind: 'change', id: first.id })).toMatchObject([{ name: 'hooray' }]);
    await host.deleteComment(address, first.id);
    await host.deleteComment(address, first.id);
    expect(await host.comments(address)).toEqual([]);
    await expect(host.react(address, { kind: 'change', id: first.id }, 'hooray')).rejects.toThrow(Gone);
  });

  it('comments on files and commits, and sets a status also when it is so already', async () => {
    const address = await open();
    const words = { path: 'new.txt', previousPath: 'old.txt', body: 'Why? <!-- arbiter:f -->', marker: 'arbiter:f' };
    const { id } = await host.commentOnFile(address, { head }, words);
    expect(await host.threads(address)).toMatchObject([{ path: 'new.txt', comments: [{ id }] }]);
    await host.commentOnCommit(REPOSITORY, head, { body: 'On it <!-- arbiter:c -->', marker: 'arbiter:c' });
    expect(await host.commitComments(REPOSITORY, head)).toMatchObject([{ body: 'On it <!-- arbiter:c -->' }]);
    const status = { context: 'arbiter', description: 'x'.repeat(300) };
    await host.setStatus(REPOSITORY, head, { ...status, state: 'pending' });
    await host.setStatus(REPOSITORY, head, { ...status, state: 'pending' });
    await host.setStatus(REPOSITORY, head, { ...status, state: 'neutral' });
    expect(await host.statuses(REPOSITORY, head)).toMatchObject([
      { state: 'neutral', description: `${'x'.repeat(254)}…` },
    ]);
    await host.setStatus(REPOSITORY, head, { ...status, state: 'failure' });
    expect(await host.statuses(REPOSITORY, head)).toMatchObject([{ context: 'arbiter', state: 'failure' }]);
  });

  it('is obeyed by GitLab where a line begins with an order: the fake shows what has to be prevented', async () => {
    const address = await open();
    await host.comment(address, { body: 'Fine.\n/close\n\n```\n/merge\n```', marker: 'Fine.' });
    const { state, quickActions } = gitlab.mergeRequest('group/sub/app', address.number);
    expect([state, quickActions]).toEqual(['closed', ['/close']]);
  });
});
