import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FreshRepository, freshRepository } from '@arbiter/testing';
import { startFakeForge } from './fake-forge.ts';
import { parseOptions, UsageError } from './options.ts';
import { welcome, written } from './show.ts';

let repository: FreshRepository;

beforeEach(async () => {
  repository = await freshRepository();
  await repository.commit('main', { 'a.txt': 'one\n' });
  await repository.commit('change', { 'a.txt': 'two\n' });
});
afterEach(() => repository.remove());

describe('fake-forge', () => {
  const options = (...more: readonly string[]) => {
    const parsed = parseOptions(['--repository', repository.directory, '--head', 'change', '--port', '0', ...more]);
    if (parsed === 'help') throw new Error('no help was asked for');
    return parsed;
  };

  it.each(['github', 'gitlab'])(
    'opens a change on %s, shows what is written to it, and pushes what is committed',
    async (forge) => {
      const shown: string[] = [];
      const chosen = options('--forge', forge, '--name', 'octo/app');
      const fake = await startFakeForge(chosen, (operation, answer) => shown.push(written(operation, answer)));
      const path =
        forge === 'github' ? '/repos/octo/app/issues/1/comments' : '/api/v4/projects/octo%2Fapp/merge_requests/1/notes';
      const headers = { authorization: 'Bearer ada', 'content-type': 'application/json' };
      const posted = await fetch(`${fake.url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ body: 'Hello' }),
      });
      expect([posted.status, shown[0]]).toEqual([201, expect.stringMatching(/\nHello$/)]);
      expect(welcome(chosen, fake.url, fake.changes)).toContain(fake.url);
      const head = await repository.commit('change', { 'a.txt': 'three\n' });
      await fake.lookForPushes();
      const one = forge === 'github' ? '/repos/octo/app/pulls/1' : '/api/v4/projects/octo%2Fapp/merge_requests/1';
      expect(await (await fetch(`${fake.url}${one}`, { headers })).text()).toContain(head);
      await fake.close();
    },
  );

  it('says what is wrong with a command line', () => {
    expect(() => options('--forge', 'sourcehut')).toThrow(UsageError);
    expect(() => options('--name', 'app')).toThrow(UsageError);
    expect(() => parseOptions(['--repository', '/nowhere', '--head', 'x'])).toThrow(UsageError);
    expect(() => parseOptions(['--repository', repository.directory])).toThrow(UsageError);
    expect(() => parseOptions(['--nonsense'])).toThrow(UsageError);
    expect(parseOptions(['--help'])).toBe('help');
  });
});
