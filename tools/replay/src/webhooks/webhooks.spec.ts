import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { type Repository, openRepository } from '../history/open-repository.ts';
import { SampleRepository } from '../history/sample-repository.ts';
import { githubLogin, loginOf } from './people.ts';
import { writeDeliveries } from './write-deliveries.ts';

const secret = 'a secret of the specs';

describe('the webhooks of a history', () => {
  let sample: SampleRepository;
  let repository: Repository;
  let shas: string[];

  beforeAll(async () => {
    sample = new SampleRepository();
    const first = sample.commit({ message: 'First\n' });
    const second = sample.commit({ parents: [first], date: '1700900000 +0000' });
    sample.point(second);
    shas = [first, second];
    repository = await openRepository(sample.folder);
  });
  afterAll(() => {
    sample.remove();
  });

  const deliveries = (forge: 'github' | 'gitlab', limit?: number) =>
    Array.fromAsync(writeDeliveries(repository, { forge, secret, limit }));

  it.each(['github', 'gitlab'] as const)('are the same at every replay (%s)', async (forge) => {
    expect(await deliveries(forge)).toEqual(await deliveries(forge));
  });

  it('are signed and numbered as GitHub does', async () => {
    const [made, moved] = await deliveries('github');
    expect(made?.headers).toMatchObject({
      'x-github-event': 'push',
      'x-github-delivery': expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret)
        .update(made?.body ?? '')
        .digest('hex')}`,
    });
    expect(JSON.parse(String(made?.body))).toMatchObject({
      ref: 'refs/heads/main',
      before: '0'.repeat(40),
      after: shas[0],
      created: true,
      repository: { id: repository.id },
      commits: [
        { id: shas[0], message: 'First', timestamp: '2023-11-14T23:13:20+01:00', author: { email: 'ada@example.org' } },
      ],
    });
    expect(JSON.parse(String(moved?.body))).toMatchObject({ before: shas[0], after: shas[1], created: false });
  });

  it('carry GitLab’s token', async () => {
    const [made] = await deliveries('gitlab');
    expect(made?.headers).toMatchObject({ 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': secret });
    expect(JSON.parse(String(made?.body))).toMatchObject({ project_id: repository.id, total_commits_count: 1 });
  });

  it('end where they are limited', async () => {
    expect((await deliveries('github', 1)).map(({ lastSha }) => lastSha)).toEqual([shas[0]]);
  });
});

describe('a login', () => {
  it.each([
    ['1+mona@users.noreply.github.com', 'mona', 'mona'],
    ['49699333+dependabot[bot]@users.noreply.github.com', 'dependabot[bot]', 'dependabot[bot]'],
    ['noreply@github.com', 'web-flow', 'web-flow'],
    ['ada.l@example.org', undefined, 'ada-l'],
    ['@', undefined, 'someone'],
  ])('of %s', (email, known, pushed) => {
    const person = { name: 'x', email, seconds: 0, date: '' };
    expect(githubLogin(person)).toBe(known);
    expect(loginOf(person)).toBe(pushed);
  });
});
