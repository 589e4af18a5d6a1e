import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GitStore } from '../forge/forge-store.ts';
import { type FreshRepository, freshRepository } from '../forge/fresh-repository.ts';
import { type GitlabServer, startGitlab } from './gitlab-server.ts';

const numbered = (to: number): string => Array.from({ length: to }, (_, index) => `line ${index + 1}\n`).join('');

let repository: FreshRepository;
let gitlab: GitlabServer;
let shas: { base_sha: string; start_sha: string; head_sha: string };
let iid: number;

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${gitlab.url}/api/v4/projects/group%2Fapp/merge_requests/${iid}${path}`, {
    method,
    headers: { 'private-token': 't-arbiter', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  };
}

const discuss = (position: object) =>
  ask('POST', '/discussions', {
    body: 'Look.',
    position: { position_type: 'text', ...shas, old_path: 'a.txt', new_path: 'a.txt', ...position },
  });

beforeAll(async () => {
  repository = await freshRepository();
  const base = await repository.commit('main', { 'a.txt': numbered(60), 'old.txt': numbered(9) });
  const text = numbered(60).replace('line 5\n', 'line five\nline 5a\n').replace('line 50\n', '');
  const head = await repository.commit('change', { 'a.txt': text, 'old.txt': null, 'new.txt': numbered(9) });
  shas = { base_sha: base, start_sha: base, head_sha: head };
  gitlab = await startGitlab({
    users: [
      { username: 'arbiter', token: 't-arbiter' },
      { username: 'guest', token: 't-guest' },
    ],
    projects: [{ path: 'group/app', store: new GitStore(repository.directory), members: { arbiter: 30, guest: 10 } }],
  });
  iid = await gitlab.open({ project: 'group/app', target: 'main', source: 'change', author: 'arbiter' });
});

afterAll(async () => {
  await gitlab.close();
  await repository.remove();
});

describe('the fake GitLab', () => {
  const code = (old: number, fresh: number): string =>
    `${createHash('sha1').update('a.txt').digest('hex')}_${old}_${fresh}`;

  it.each([
    ['an added line by its new number', { new_line: 5 }],
    ['a removed line by its old number', { old_line: 50 }],
    ['an unchanged line by both', { old_line: 49, new_line: 50 }],
    [
      'several lines by both ends and their codes',
      {
        new_line: 6,
        line_range: {
          start: { line_code: code(6, 5), type: 'new', old_line: null, new_line: 5 },
          end: { line_code: code(6, 6), type: 'new', old_line: null, new_line: 6 },
        },
      },
    ],
  ])('takes %s', async (_, position) => {
    expect((await discuss(position)).status).toBe(201);
  });

  it.each([
    ['an unchanged line by its new number alone', { new_line: 50 }],
    ['an added line by both', { old_line: 5, new_line: 5 }],
    ['a line that no hunk shows', { old_line: 30, new_line: 31 }],
    ['a commit of no version', { new_line: 5, head_sha: 'f'.repeat(40) }],
    ['a path that is not in the diff', { new_line: 5, new_path: 'b.txt' }],
    ['a renamed file by one of its names', { new_line: 1, old_path: 'new.txt', new_path: 'new.txt' }],
  ])('refuses %s, in the words of GitLab', async (_, position) => {
    const { status, json } = await discuss(position);
    expect([status, json['message']]).toEqual([
      400,
      `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`,
    ]);
  });

  it('refuses a range whose code is not that of its line', async () => {
    const start = { line_code: code(5, 5), type: 'new', old_line: null, new_line: 5 };
    const end = { line_code: code(6, 6), type: 'new', old_line: null, new_line: 6 };
    expect((await discuss({ new_line: 6, line_range: { start, end } })).status).toBe(400);
  });

  it('refuses parameters that GitLab does not know or that are missing', async () => {
    expect((await ask('POST', '/notes', { text: 'x' })).json['error']).toBe('body is missing');
    expect((await ask('POST', '/notes', { body: 'x', bdy: 'y' })).json['error']).toBe('bdy is unknown');
    expect((await discuss({ head_sha: undefined })).json['error']).toBe('position[head_sha] is missing');
  });

  it('obeys lines that begin with an order, and keeps what is left as the note', async () => {
    const { status, json } = await ask('POST', '/notes', { body: 'Good.\n/label ~bug\n> /merge\n`/close`' });
    expect([status, json['body']]).toEqual([201, 'Good.\n> /merge\n`/close`']);
    expect(gitlab.mergeRequest('group/app', iid)).toMatchObject({ labels: ['bug'], state: 'opened' });
    expect((await ask('POST', '/notes', { body: '/draft' })).status).toBe(202);
  });

  it('lets those resolve a discussion who may develop, and whose merge request it is', async () => {
    const { json } = await discuss({ new_line: 5 });
    const resolve = async (token: string) => {
      const path = `/api/v4/projects/group%2Fapp/merge_requests/${iid}/discussions/${String(json['id'])}`;
      const headers = { 'private-token': token, 'content-type': 'application/json' };
      return (await fetch(`${gitlab.url}${path}`, { method: 'PUT', headers, body: '{"resolved":true}' })).status;
    };
    expect([await resolve('t-guest'), await resolve('t-arbiter')]).toEqual([403, 200]);
  });

  it('pages with a link and with headers', async () => {
    const { headers, json } = await ask('GET', '/discussions?per_page=2');
    expect([json['length'], headers.get('x-next-page')]).toEqual([2, '2']);
    expect(headers.get('link')).toContain('page=2>; rel="next"');
  });
});
