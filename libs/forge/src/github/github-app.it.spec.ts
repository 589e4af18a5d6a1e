import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshRepository, freshRepository, type GithubServer, GitStore, startGithub } from '@arbiter/testing';
import type { CodeHost } from '../api/code-host.ts';
import { Forbidden, Gone } from '../api/forge.errors.ts';
import { githubHost } from './github-host.ts';

const RULES = { timeout: 5_000, retries: 2, maxWait: 5_000 };
const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let repository: FreshRepository;
let github: GithubServer;
let host: CodeHost;
let head: string;

beforeAll(async () => {
  repository = await freshRepository();
  await repository.commit('main', { 'a.txt': 'one\n' });
  head = await repository.commit('change', { 'a.txt': 'two\n' });
  const store = new GitStore(repository.directory);
  github = await startGithub({
    users: [{ login: 'ada', token: 't-ada' }],
    repositories: [
      { name: 'octo/app', store },
      { name: 'other/app', store },
    ],
    app: { id: 7, slug: 'arbiter', publicKey: KEYS.publicKey, installations: [{ id: 77, account: 'octo' }] },
  });
  host = githubHost({ baseUrl: github.url, credentials: { appId: '7', privateKey: KEYS.privateKey } }, RULES);
});

afterAll(async () => {
  await github.close();
  await repository.remove();
});

describe('a GitHub App', () => {
  const REPOSITORY = { name: 'octo/app' };

  it('acts as its bot, with a token of the installation that is asked for once', async () => {
    const number = await github.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'ada' });
    const address = { repository: REPOSITORY, number };
    const { author } = await host.comment(address, { body: 'Words <!-- arbiter:x -->', marker: 'arbiter:x' });
    expect(author).toMatchObject({ login: 'arbiter[bot]', bot: true });
    expect(await host.self()).toEqual(author);
    await host.change(address);
    expect(github.requests.filter((asked) => asked.endsWith('/access_tokens'))).toHaveLength(1);
  });

  it('gets a new token when GitHub took the old one back, and doubles nothing', async () => {
    const number = await github.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'ada' });
    github.endTokens();
    await host.comment({ repository: REPOSITORY, number }, { body: 'Words <!-- arbiter:y -->', marker: 'arbiter:y' });
    expect(github.pull('octo/app', number).comments).toHaveLength(1);
  });

  it('says neutral by a check run, of which there is one for each name', async () => {
    const set = (state: 'pending' | 'neutral' | 'error') =>
      host.setStatus(REPOSITORY, head, { state, context: 'arbiter', description: 'Half of it', summary: '# Half' });
    await set('pending');
    expect(await host.statuses(REPOSITORY, head)).toMatchObject([{ state: 'pending' }]);
    await set('neutral');
    expect(await host.statuses(REPOSITORY, head)).toEqual([
      { context: 'arbiter', state: 'neutral', description: 'Half of it' },
    ]);
    expect(github.repository('octo/app').checkRuns).toMatchObject([
      {
        name: 'arbiter',
        status: 'completed',
        conclusion: 'neutral',
        output: { title: 'Half of it', summary: '# Half' },
      },
    ]);
    await set('pending');
    await set('error');
    expect(await host.statuses(REPOSITORY, head)).toMatchObject([{ state: 'error' }]);
  });

  it('says so where it is not installed, or its key is wrong', async () => {
    await expect(host.change({ repository: { name: 'other/app' }, number: 1 })).rejects.toThrow(Gone);
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2_048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const stranger = githubHost({ baseUrl: github.url, credentials: { appId: '7', privateKey } }, RULES);
    const forbidden = await stranger.self().catch((error: unknown) => error);
    expect(forbidden).toBeInstanceOf(Forbidden);
    expect(String((forbidden as Error).stack)).not.toContain('eyJ');
  });
});
