import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiffStore, GitStore } from '../forge/forge-store.ts';
import { type FreshRepository, freshRepository } from '../forge/fresh-repository.ts';
import { type GithubServer, startGithub } from './github-server.ts';

const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

let repository: FreshRepository;
let github: GithubServer;
let head: string;
let number: number;

/** Asks the fake; what it answered. */
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${github.url}${path}`, {
    method,
    headers: { authorization: 'token t-arbiter', 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {}) as Readonly<
    Record<string, unknown>
  >;
  return { status: response.status, headers: response.headers, text, json };
}

beforeAll(async () => {
  repository = await freshRepository();
  await repository.commit('main', { 'a file.txt': numbered(1, 60), 'gone.txt': 'bye\n', 'größe.txt': 'alt\n' });
  const changed = numbered(1, 60)
    .replace('line 5\n', 'line five\n')
    .replace('line 50\n', 'line 50\nline 50 and a half\n');
  head = await repository.commit('change', { 'a file.txt': changed, 'gone.txt': null, 'größe.txt': 'neu\n' });
  github = await startGithub({
    users: [
      { login: 'arbiter', token: 't-arbiter' },
      { login: 'ada', token: 't-ada' },
    ],
    repositories: [
      { name: 'octo/app', store: new GitStore(repository.directory), permissions: { arbiter: 'write', ada: 'admin' } },
    ],
  });
  number = await github.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'ada' });
});

afterAll(async () => {
  await github.close();
  await repository.remove();
});

describe('the fake GitHub', () => {
  const review = (comment: object) =>
    ask('POST', `/repos/octo/app/pulls/${number}/reviews`, {
      commit_id: head,
      event: 'COMMENT',
      body: 'words',
      comments: [{ path: 'a file.txt', body: 'good', line: 5, side: 'RIGHT' }, comment],
    });

  it.each([
    ['a line outside every hunk', { path: 'a file.txt', line: 30, side: 'RIGHT' }, 'Line could not be resolved'],
    ['a line of the other side', { path: 'a file.txt', line: 61, side: 'LEFT' }, 'Line could not be resolved'],
    ['a path that is not in the diff', { path: 'other.txt', line: 1 }, 'Path could not be resolved'],
    [
      'a start in another hunk',
      { path: 'a file.txt', start_line: 5, line: 51 },
      'Pull request review thread start line must be part of the same hunk as the line.',
    ],
    [
      'a start that is the end',
      { path: 'a file.txt', start_line: 51, line: 51 },
      'Pull request review thread start line must precede the end line.',
    ],
  ])('rejects a whole review for %s', async (_, place, words) => {
    const { status, json } = await review({ body: 'bad', ...place });
    expect([status, json['errors']]).toEqual([422, [words]]);
    expect(github.pull('octo/app', number).reviewComments).toHaveLength(0);
  });

  it('takes a review whose comments all stand in hunks, and gives back what was posted', async () => {
    const range = { path: 'a file.txt', start_line: 4, start_side: 'LEFT', line: 6, side: 'RIGHT', body: 'range' };
    expect((await review(range)).status).toBe(200);
    expect((await review({ path: 'gone.txt', line: 1, side: 'LEFT', body: 'why?' })).status).toBe(200);
    expect((await review({ path: 'größe.txt', line: 1, body: 'ß' })).status).toBe(200);
    const listed = await ask('GET', `/repos/octo/app/pulls/${number}/comments?per_page=2`);
    expect(listed.headers.get('link')).toContain('page=2>; rel="next"');
    expect(JSON.parse(listed.text)).toMatchObject([{ line: 5 }, { start_line: 4, start_side: 'LEFT', line: 6 }]);
  });

  it('refuses what the description of GitHub does not know', async () => {
    const path = `/repos/octo/app/pulls/${number}/reviews`;
    expect((await ask('POST', path, { event: 'SHOUT' })).status).toBe(422);
    expect((await ask('POST', path, { comments: [{ path: 'a file.txt' }] })).status).toBe(422);
    expect((await ask('POST', path, { evnt: 'COMMENT' })).status).toBe(422);
    expect((await ask('GET', `${path}?perpage=3`)).status).toBe(422);
    expect((await ask('GET', '/repos/octo/app/pulls/first')).status).toBe(422);
  });

  it('has room for one review of a user that is not submitted', async () => {
    const path = `/repos/octo/app/pulls/${number}/reviews`;
    const first = await ask('POST', path, { body: 'draft' });
    expect(first.json['state']).toBe('PENDING');
    const second = await ask('POST', path, { body: 'words', event: 'COMMENT' });
    expect(second.json['errors']).toEqual(['User can only have one pending review per pull request']);
    expect((await ask('DELETE', `${path}/${String(first.json['id'])}`)).status).toBe(200);
    expect((await ask('POST', path, { body: 'words', event: 'COMMENT' })).status).toBe(200);
  });

  it('takes reviews and comments of commits that are the pull request’s own, and of no others', async () => {
    const main = (await repository.git('rev-parse', 'main')).trim();
    const other = await repository.commit('elsewhere', { 'a file.txt': 'other\n' });
    for (const commit of [main, other, 'f'.repeat(40)]) {
      const review = { commit_id: commit, event: 'COMMENT', body: 'words' };
      expect((await ask('POST', `/repos/octo/app/pulls/${number}/reviews`, review)).status).toBe(422);
      const comment = { commit_id: commit, path: 'a file.txt', line: 5, body: 'words' };
      expect((await ask('POST', `/repos/octo/app/pulls/${number}/comments`, comment)).status).toBe(422);
    }
  });

  it('takes no reply without words, no status with another address than of the web, and none beyond a thousand', async () => {
    const at = { commit_id: head, path: 'a file.txt', line: 5, body: 'words' };
    const { json } = await ask('POST', `/repos/octo/app/pulls/${number}/comments`, at);
    const replies = `/repos/octo/app/pulls/${number}/comments/${String(json['id'])}/replies`;
    expect((await ask('POST', replies, { body: ' ' })).status).toBe(422);
    const status = (more: object) =>
      ask('POST', `/repos/octo/app/statuses/${head}`, { state: 'success', context: 'many', ...more });
    expect((await status({ target_url: 'ftp://example.com/x' })).status).toBe(422);
    expect((await status({})).status).toBe(201);
    const { statuses } = github.repository('octo/app');
    const [known] = statuses.slice(-1);
    if (known) statuses.push(...Array.from({ length: 999 }, () => known));
    expect((await status({})).status).toBe(422);
    expect((await status({ context: 'other' })).status).toBe(201);
  });

  it('answers 304 to who knows it already, and shows the diff as git does', async () => {
    const path = `/repos/octo/app/pulls/${number}`;
    const first = await ask('GET', path);
    const etag = first.headers.get('etag') ?? '';
    expect((await ask('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304);
    const diff = await ask('GET', path, undefined, { accept: 'application/vnd.github.diff' });
    expect(diff.text).toBe(await repository.git('diff', 'main', 'change'));
  });

  it('takes text of 65,536 characters and no more', async () => {
    const path = `/repos/octo/app/issues/${number}/comments`;
    expect((await ask('POST', path, { body: '𝛂'.repeat(65_536) })).status).toBe(201);
    expect((await ask('POST', path, { body: 'a'.repeat(65_537) })).status).toBe(422);
  });

  it('judges places by a diff alone where there is no repository', async () => {
    const diff = await repository.git('diff', 'main', 'change');
    const [base, tip] = ['a'.repeat(40), 'b'.repeat(40)];
    const small = await startGithub({
      users: [{ login: 'arbiter', token: 't-arbiter' }],
      repositories: [{ name: 'octo/app', store: new DiffStore({ base, head: tip, diff }) }],
    });
    const mine = await small.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'arbiter' });
    const post = (line: number) =>
      fetch(`${small.url}/repos/octo/app/pulls/${mine}/reviews`, {
        method: 'POST',
        headers: { authorization: 'token t-arbiter', 'content-type': 'application/json' },
        body: JSON.stringify({ event: 'COMMENT', comments: [{ path: 'a file.txt', line, body: 'words' }] }),
      }).then(({ status }) => status);
    expect([await post(51), await post(30)]).toEqual([200, 422]);
    await small.close();
  });
});
