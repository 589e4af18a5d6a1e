import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type FaultName,
  type FreshRepository,
  freshRepository,
  type GithubOptions,
  type GithubServer,
  type GitlabServer,
  GitStore,
  startGithub,
  startGitlab,
} from '@arbiter/testing';
import type { CodeHost } from '../api/code-host.ts';
import type { InlineComment } from '../api/comments.ts';
import { ForgeDown, RateLimited } from '../api/forge.errors.ts';
import { githubHost } from '../github/github-host.ts';
import { gitlabHost } from '../gitlab/gitlab-host.ts';

const RULES = { timeout: 600, retries: 2, maxWait: 3_000, pace: { burst: 1_000, every: 1 } };
const REPOSITORY = { name: 'octo/app' };

let repository: FreshRepository;
let head: string;
const servers: (GithubServer | GitlabServer)[] = [];

async function github(limits: GithubOptions['limits'] = {}) {
  const server = await startGithub({
    users: [{ login: 'arbiter', token: 't-arbiter' }],
    repositories: [{ name: 'octo/app', store: new GitStore(repository.directory), permissions: { arbiter: 'write' } }],
    limits,
  });
  servers.push(server);
  const number = await server.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'arbiter' });
  const host = (rules = {}): CodeHost =>
    githubHost({ baseUrl: server.url, credentials: { token: 't-arbiter' } }, { ...RULES, ...rules });
  return { server, host, address: { repository: REPOSITORY, number } };
}

async function gitlab(limits = {}) {
  const server = await startGitlab({
    users: [{ username: 'arbiter', token: 't-arbiter' }],
    projects: [{ path: 'octo/app', store: new GitStore(repository.directory), members: { arbiter: 30 } }],
    limits,
  });
  servers.push(server);
  const number = await server.open({ project: 'octo/app', target: 'main', source: 'change', author: 'arbiter' });
  const host = (rules = {}): CodeHost =>
    gitlabHost({ baseUrl: server.url, token: 't-arbiter' }, { ...RULES, ...rules });
  return { server, host, address: { repository: REPOSITORY, number } };
}

const words = (marker: string) => ({ body: `Words <!-- arbiter:${marker} -->`, marker: `arbiter:${marker} -->` });

const inline = (marker: string): InlineComment => {
  const line = { kind: '+', old: 2, new: 1 } as const;
  return { place: { path: 'a.txt', first: line, last: line }, ...words(marker) };
};

beforeAll(async () => {
  repository = await freshRepository();
  await repository.commit('main', { 'a.txt': 'one\n' });
  head = await repository.commit('change', { 'a.txt': 'two\n' });
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await repository.remove();
});

describe.each([
  ['GitHub', github, '/pulls/1'],
  ['GitLab', gitlab, '/merge_requests/1'],
])('%s that is slow or half down', (_name, start, path) => {
  it.each<FaultName>(['error', 'bad-gateway', 'unavailable', 'stall', 'hang-up', 'half-body'])(
    'is asked again for what is only read: %s',
    async (kind) => {
      const { server, host, address } = await start();
      server.fail({ kind, path });
      expect((await host().change(address)).headSha).toBe(head);
    },
  );

  it('is given up after so many attempts, and waited for', async () => {
    const { server, host, address } = await start();
    server.fail({ kind: 'bad-gateway', times: 3, path });
    const asked = server.requests.length;
    await expect(host().change(address)).rejects.toThrow(ForgeDown);
    expect(server.requests.length - asked).toBe(3);
  });

  it.each<FaultName>(['error', 'stall', 'hang-up', 'lost', 'cut', 'half-body', 'done-502'])(
    'gets every comment once, whatever becomes of the answer: %s',
    async (kind) => {
      const { server, host, address } = await start();
      server.fail({ kind, method: 'POST' });
      const comment = await host().comment(address, words('once'));
      expect(await host().comments(address)).toEqual([expect.objectContaining({ id: comment.id })]);
    },
  );

  it.each<FaultName>(['lost', 'done-502'])('gets a review with its comments once: %s', async (kind) => {
    const { server, host, address } = await start();
    server.fail({ kind, method: 'POST' }, { kind, method: 'POST' });
    const comments = [inline('one'), inline('two')];
    const posted = await host().postReview(address, { ...words('review'), shas: { head }, comments });
    expect(posted).toMatchObject({ posted: [{ index: 0 }, { index: 1 }], rejected: [] });
    const threads = await host().threads(address);
    expect(threads.map((thread) => thread.comments[0]?.id)).toEqual(posted.posted.map(({ id }) => id));
  });

  it('is no longer asked once the call is given up', async () => {
    const { server, host, address } = await start();
    server.fail({ kind: 'stall', path });
    const stop = new AbortController();
    const call = host({ timeout: 60_000 }).change(address, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });
});

describe('rate limits', () => {
  it('of GitHub are waited for where that is short', async () => {
    const { server, host, address } = await github({ requests: 3, window: 1_200 });
    const client = host();
    for (let index = 0; index < 6; index++) await client.comments({ ...address, repository: REPOSITORY });
    const started = server.requests.length;
    for (let index = 0; index < 5; index++) await client.permission(REPOSITORY, { id: '', login: `user-${index}` });
    expect(server.requests.length - started).toBeGreaterThanOrEqual(5);
  });

  it('of GitHub put the work off where they last long, and say until when', async () => {
    const { server, host } = await github({ requests: 2, window: 60_000 });
    const client = host();
    const ask = (index: number) => client.permission(REPOSITORY, { id: '', login: `user-${index}` });
    await ask(1);
    await ask(2);
    const limited = await ask(3).catch((error: unknown) => error);
    expect(limited).toBeInstanceOf(RateLimited);
    const wait = (limited as RateLimited).until.getTime() - Date.now();
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThan(62_000);
    const asked = server.requests.length;
    await expect(ask(4)).rejects.toThrow(RateLimited);
    expect(server.requests).toHaveLength(asked);
  });

  it('of GitHub for writes are waited for by their Retry-After', async () => {
    const { server, host, address } = await github({ writes: 1, writeWindow: 900, retryAfter: 1 });
    const client = host();
    await client.comment(address, words('first'));
    await client.comment(address, words('second'));
    expect(server.pull('octo/app', address.number).comments).toHaveLength(2);
  });

  it('of GitLab are waited for, or put the work off', async () => {
    const { host, address } = await gitlab({ requests: 2, window: 1_500 });
    const client = host();
    for (let index = 0; index < 4; index++) await client.change(address);
    const strict = await gitlab({ requests: 1, window: 60_000 });
    const impatient = strict.host();
    await impatient.self();
    await expect(impatient.change(strict.address)).rejects.toThrow(RateLimited);
  });

  it('do not count what is known already', async () => {
    const { server, host, address } = await github({ requests: 2, window: 60_000 });
    const client = host();
    for (let index = 0; index < 20; index++) expect((await client.change(address)).headSha).toBe(head);
    expect(server.requests.length).toBe(20);
  });

  it('are kept by writing slowly', async () => {
    const { host, address } = await github();
    const client = host({ pace: { burst: 2, every: 150 } });
    const started = Date.now();
    for (let index = 0; index < 5; index++) await client.comment(address, words(String(index)));
    expect(Date.now() - started).toBeGreaterThanOrEqual(440);
    const hasty = host({ pace: { burst: 1, every: 60_000 } });
    await hasty.comment(address, words('a'));
    await expect(hasty.comment(address, words('b'))).rejects.toThrow(RateLimited);
  });
});
