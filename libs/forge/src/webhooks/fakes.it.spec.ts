import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshRepository, freshRepository, GitStore, startGithub, startGitlab } from '@arbiter/testing';
import { readDelivery } from './read-delivery.ts';

let repository: FreshRepository;

beforeAll(async () => {
  repository = await freshRepository();
  await repository.commit('main', { 'a.txt': 'one\n' });
  await repository.commit('change', { 'a.txt': 'two\n' });
});
afterAll(() => repository.remove());

/** A door that takes everything. */
async function door() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { webhook: { url: `http://127.0.0.1:${port}`, secret: 'secret' }, close: () => server.close() };
}

describe('what the fakes tell a webhook', () => {
  it('is read as GitHub would be', async () => {
    const { webhook, close } = await door();
    const store = new GitStore(repository.directory);
    const server = await startGithub({
      webhook,
      users: [{ login: 'ada', token: 't' }],
      repositories: [{ name: 'octo/app', store }],
    });
    const number = await server.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'ada' });
    await server.push('octo/app', number);
    const post = (path: string, body: object) =>
      fetch(`${server.url}/repos/octo/app${path}`, {
        method: 'POST',
        headers: { authorization: 'token t', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post(`/issues/${number}/comments`, { body: '/arbiter review' });
    await post(`/pulls/${number}/reviews`, { event: 'COMMENT', comments: [{ path: 'a.txt', line: 1, body: 'why?' }] });
    await server.deliveries.settled();
    const readings = server.deliveries.delivered.map(({ event, body }) => readDelivery('github', event, body));
    expect(readings).toMatchObject([
      { kind: 'change', action: 'opened', number },
      { kind: 'change', action: 'pushed', number },
      { kind: 'comment', on: { kind: 'change', number }, writing: { content: { text: '/arbiter review' } } },
      { kind: 'comment', on: { kind: 'change', number }, writing: { content: { text: 'why?' } } },
    ]);
    expect(server.deliveries.delivered.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    await server.close();
    close();
  });

  it('is read as GitLab would be', async () => {
    const { webhook, close } = await door();
    const store = new GitStore(repository.directory);
    const server = await startGitlab({
      webhook,
      users: [{ username: 'ada', token: 't' }],
      projects: [{ path: 'g/app', store }],
    });
    const iid = await server.open({ project: 'g/app', target: 'main', source: 'change', author: 'ada' });
    await server.push('g/app', iid);
    await fetch(`${server.url}/api/v4/projects/g%2Fapp/merge_requests/${iid}/notes`, {
      method: 'POST',
      headers: { 'private-token': 't', 'content-type': 'application/json' },
      body: JSON.stringify({ body: '/arbiter review' }),
    });
    await server.deliveries.settled();
    const readings = server.deliveries.delivered.map(({ event, body }) => readDelivery('gitlab', event, body));
    expect(readings).toMatchObject([
      { kind: 'change', action: 'opened', number: iid },
      { kind: 'change', action: 'pushed', number: iid },
      { kind: 'comment', on: { kind: 'change', number: iid }, writing: { content: { text: '/arbiter review' } } },
    ]);
    await server.close();
    close();
  });
});
