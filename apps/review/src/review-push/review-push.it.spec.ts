import { until } from '@arbiter/messaging/testing';
import { findingMarkedIn } from '@arbiter/reviewing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GithubReviewWorld } from '../testing/github-world.ts';

const SECRET = 'export const key = "AKIAIOSFODNN7EXAMPLF";\n';
const FOCUSED = "describe('a', () => {\n  it.only('b', () => {\n    expect(1).toBe(1);\n  });\n});\n";
const topic = (name: string): string => `refs/heads/${name}`;

describe('pushes of a repository that asks for reviews of them', () => {
  let world: GithubReviewWorld;

  beforeAll(async () => {
    world = await GithubReviewWorld.start({}, { '.arbiter.yml': 'pushes: comments\nfailOn: critical\n' });
  });
  afterAll(() => world.close());

  const tipOf = async (branch: string): Promise<string> => (await world.files.git('rev-parse', branch)).trim();
  const findingsOn = (sha: string) =>
    world.commit(sha).comments.flatMap(({ body, path, line }) => {
      const marked = findingMarkedIn(body);
      return marked ? [{ ruleId: marked.ruleId, path, line }] : [];
    });
  /** Something harmless is pushed and reviewed: what was told before has had its turn. */
  const settle = async (name: string): Promise<void> => {
    const before = await tipOf('main');
    const after = await world.files.commit('main', { [`${name}.ts`]: `export const ${name} = 1;\n` });
    await world.reviewPush({ before, after });
  };

  it('have comments on their lines, come once, and end in an honest status', async () => {
    const before = await tipOf('main');
    const after = await world.files.commit('main', { 'a.ts': `const a = 1;\n${SECRET}`, 'a.spec.ts': FOCUSED });
    const told = await world.reviewPush({ before, after, name: 'first' });
    expect(told).toMatchObject({ status: 'failure', ref: 'refs/heads/main', posted: true, coverage: { hunks: 2 } });
    const found = [
      { ruleId: 'arbiter/leaked-secret', path: 'a.ts', line: 2 },
      { path: 'a.spec.ts', line: 2 },
    ];
    expect(findingsOn(after)).toMatchObject(found);
    expect(world.commit(after).comments).toHaveLength(2);
    expect(world.commit(after).statuses).toEqual(['pending', 'failure']);

    await world.tellPush({ before, after, name: 'first' });
    await world.tellPush({ before, after, name: 'told by another hook' });
    await settle('again');
    expect(world.commit(after).comments).toHaveLength(2);
  });

  it('have no comment where nothing was found, and a status', async () => {
    const before = await tipOf('main');
    const after = await world.files.commit('main', { 'b.ts': 'export const b = 1;\n' });
    expect(await world.reviewPush({ before, after })).toMatchObject({ status: 'success' });
    expect(world.commit(after)).toEqual({ comments: [], statuses: ['pending', 'success'] });
  });

  it('of several commits have what an earlier one changed in one comment of its own', async () => {
    const before = await tipOf('main');
    await world.files.commit('main', { 'c.ts': SECRET });
    const after = await world.files.commit('main', { 'd.spec.ts': FOCUSED });
    await world.reviewPush({ before, after });
    expect(findingsOn(after)).toMatchObject([{ path: 'd.spec.ts', line: 2 }]);
    const [rest, ...more] = world.commit(after).comments.filter(({ body }) => !findingMarkedIn(body));
    expect(rest?.body).toContain('`c.ts:1` (an earlier commit of the push changed it)');
    expect(more).toEqual([]);
  });

  it('to a new branch are reviewed since it left the default branch, whatever its own configuration says', async () => {
    await world.files.commit('new', { 'e.ts': SECRET, '.arbiter.yml': 'pushes: never\n' });
    const after = await world.files.commit('new', { 'f.spec.ts': FOCUSED });
    expect(await world.reviewPush({ ref: topic('new'), after })).toMatchObject({
      coverage: { files: 3 },
      findings: { critical: 1 },
    });
  });

  it('that make the default branch are reviewed by their newest commit', async () => {
    const after = await world.files.commit('main', { 'g.ts': SECRET });
    expect(await world.reviewPush({ after })).toMatchObject({ coverage: { files: 1 }, findings: { critical: 1 } });
  });

  it('that were forced are compared by their merge base, and bring nothing twice', async () => {
    const first = await world.files.commit('forced', { 'h.ts': SECRET });
    await world.reviewPush({ ref: topic('forced'), after: first });
    await settle('meanwhile');
    await world.files.git('checkout', '--quiet', 'forced');
    await world.files.git('rebase', '--quiet', 'main');
    const after = await world.files.commit('forced', { 'i.spec.ts': FOCUSED });
    const told = await world.reviewPush({ ref: topic('forced'), before: first, after });
    expect(findingsOn(after).map(({ path }) => path)).toEqual(['i.spec.ts']);
    expect(told.findings).toMatchObject({ critical: 0 });
  });

  it('over a commit that GitHub has forgotten are compared with the default branch', async () => {
    const after = await world.files.commit('lost', { 'j.ts': SECRET });
    await world.reviewPush({ ref: topic('lost'), before: '1'.repeat(40), after });
    expect(findingsOn(after)).toMatchObject([{ path: 'j.ts' }]);
  });

  it('of an open change are left to its review, and so is what it brings when it is merged', async () => {
    const number = await world.change('change', { 'k.ts': SECRET });
    const { headSha } = world.pull(number);
    await world.review(number, 1, 'opened');
    await world.tellPush({ ref: topic('change'), after: headSha });
    const before = await tipOf('main');
    await world.files.git('checkout', '--quiet', 'main');
    await world.files.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'change');
    const merge = await tipOf('main');
    await world.tellPush({ before, after: merge });
    await settle('merged');
    expect([world.commit(headSha).comments, world.commit(merge).comments]).toEqual([[], []]);
    expect((await world.service.toldPushes()).map(({ head }) => head)).not.toContain(merge);
  });

  it('that move no branch, as tags and deletions, ask for nothing', async () => {
    const asked = world.github.requests.length;
    await world.tellPush({ ref: 'refs/tags/v1' });
    await world.tellPush({ ref: topic('deleted') });
    await settle('tags');
    const extra = world.github.requests.slice(asked).filter((request) => request.includes('/compare/'));
    expect(extra).toHaveLength(1);
  });

  it('have their comments once when GitHub does not tell that it took one', async () => {
    const before = await tipOf('main');
    const after = await world.files.commit('main', { 'l.ts': SECRET });
    world.github.fail({ kind: 'cut', method: 'POST', path: `/commits/${after}/comments` });
    await world.reviewPush({ before, after });
    expect(findingsOn(after)).toHaveLength(1);
  });

  it('have their comments once when GitHub is down between two of them', async () => {
    const before = await tipOf('main');
    const after = await world.files.commit('main', { 'm.ts': SECRET, 'm.spec.ts': FOCUSED });
    const posts = { kind: 'unavailable', path: `/commits/${after}/comments`, times: 4 } as const;
    await world.tellPush({ before, after });
    await until(() => findingsOn(after).length === 1 || world.commit(after).statuses.length > 0);
    world.github.fail(posts);
    await until(() => world.commit(after).statuses.length === 2);
    expect(findingsOn(after).map(({ path }) => path)).toEqual(['m.ts', 'm.spec.ts']);
  });

  it('wait for a GitHub that is down, and come back by themselves', async () => {
    const before = await tipOf('main');
    const after = await world.files.commit('main', { 'n.ts': SECRET });
    world.github.fail({ kind: 'unavailable', path: '/compare/', times: 5 });
    expect(await world.reviewPush({ before, after })).toMatchObject({ status: 'failure' });
    expect(findingsOn(after)).toHaveLength(1);
  });
});

describe('pushes of a repository that wants them in the journal only', () => {
  let world: GithubReviewWorld;

  beforeAll(async () => {
    world = await GithubReviewWorld.start({}, { '.arbiter.yml': 'pushes: journal\n' });
  });
  afterAll(() => world.close());

  it('are reviewed and told of, and GitHub shows nothing', async () => {
    const before = (await world.files.git('rev-parse', 'main')).trim();
    const after = await world.files.commit('main', { 'a.ts': SECRET });
    expect(await world.reviewPush({ before, after })).toMatchObject({ posted: false, findings: { critical: 1 } });
    expect(world.commit(after)).toEqual({ comments: [], statuses: [] });
    expect(world.github.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
  });
});

describe('pushes of a repository that does not ask for reviews of them', () => {
  let world: GithubReviewWorld;

  beforeAll(async () => {
    world = await GithubReviewWorld.start();
  });
  afterAll(() => world.close());

  it('cost one look into its configuration, however many there are', async () => {
    const number = await world.change('change', { 'b.ts': 'const b = 1;\n' });
    for (let count = 0; count < 20; count++) {
      const after = await world.files.commit('topic', { 'a.ts': SECRET.repeat(count + 1) });
      await world.tellPush({ ref: topic('topic'), after });
      if (count === 0) await until(() => world.github.requests.length > 0);
    }
    expect(world.github.requests).toEqual(['GET /repos/octo/hello/contents/.arbiter.yml?ref=HEAD']);
    await world.review(number, 1, 'opened');
    expect(await world.service.toldPushes()).toEqual([]);
  });
});
