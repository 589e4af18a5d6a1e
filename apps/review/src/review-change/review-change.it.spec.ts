import { until } from '@arbiter/messaging/testing';
import { findingMarkedIn, summaryMarkedIn } from '@arbiter/reviewing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GithubReviewWorld } from '../testing/github-world.ts';

const SECRET = 'export const key = "AKIAIOSFODNN7EXAMPLF";\n';
const FOCUSED = "describe('a', () => {\n  it.only('b', () => {\n    expect(1).toBe(1);\n  });\n});\n";

describe('a review on GitHub', () => {
  let world: GithubReviewWorld;

  beforeAll(async () => {
    world = await GithubReviewWorld.start();
  });
  afterAll(() => world.close());

  const findingsOn = (number: number) =>
    world.pull(number).reviewComments.flatMap(({ body, path, line, thread }) => {
      const marked = findingMarkedIn(body);
      return marked ? [{ ...marked, path, line, thread }] : [];
    });
  const summariesOn = (number: number) => world.pull(number).comments.filter(({ body }) => summaryMarkedIn(body));

  it('lands on the right lines, comes once, and ends in an honest status', async () => {
    const number = await world.change('first', { 'a.ts': `const a = 1;\n${SECRET}`, 'a.spec.ts': FOCUSED });
    const told = await world.review(number, 1, 'opened');
    expect(findingsOn(number)).toMatchObject([
      { ruleId: 'arbiter/leaked-secret', path: 'a.ts', line: 2 },
      { path: 'a.spec.ts', line: 2 },
    ]);
    expect(world.pull(number).reviews).toHaveLength(1);
    expect(summariesOn(number)).toHaveLength(1);
    expect(told).toMatchObject({ status: 'success', posted: true, coverage: { hunks: 2, reviewedHunks: 2 } });
    expect(world.statuses(number).map(({ state }) => state)).toEqual(['pending', 'success']);
  });

  it('says nothing new about the same head, and nothing twice after a push', async () => {
    const number = await world.change('second', { 'b.ts': SECRET });
    await world.review(number);
    await world.tell(number);
    await world.push(number, 'second', { 'c.spec.ts': FOCUSED });
    await world.review(number, 2);
    expect(findingsOn(number).map(({ path }) => path)).toEqual(['b.ts', 'c.spec.ts']);
    expect(summariesOn(number)).toHaveLength(1);
  });

  it('resolves its own thread when a push has mended what it was about', async () => {
    const number = await world.change('third', { 'd.ts': SECRET });
    await world.review(number);
    await world.push(number, 'third', { 'd.ts': 'export const key = process.env.KEY;\n' });
    await world.review(number, 2);
    expect(findingsOn(number).map(({ thread }) => thread.resolved)).toEqual([true]);
  });

  it('leaves drafts alone until they are ready', async () => {
    const number = await world.change('draft', { 'e.ts': SECRET });
    world.pull(number).draft = true;
    await world.tell(number, 'opened');
    const other = await world.change('other', { 'f.ts': 'const f = 1;\n' });
    await world.review(other);
    expect(world.pull(number).comments).toEqual([]);
    world.pull(number).draft = false;
    await world.review(number, 1, 'ready');
    expect(findingsOn(number)).toHaveLength(1);
  });

  it('follows the configuration of the base branch, never that of the change', async () => {
    const number = await world.change('sly', { 'g.ts': SECRET, '.arbiter.yml': 'enabled: false\n' });
    await world.review(number);
    expect(findingsOn(number)).toHaveLength(1);
  });

  it('doubles nothing when GitHub does not tell that it took the review', async () => {
    const number = await world.change('lost', { 'h.ts': SECRET });
    world.github.fail({ kind: 'cut', method: 'POST', path: `/pulls/${String(number)}/reviews` });
    await world.review(number);
    expect(findingsOn(number)).toHaveLength(1);
    expect(world.pull(number).reviews).toHaveLength(1);
  });

  it('waits for a GitHub that is down, and comes back by itself', async () => {
    const number = await world.change('down', { 'i.ts': SECRET });
    world.github.fail({ kind: 'unavailable', path: `/pulls/${String(number)}`, times: 3 });
    await world.review(number);
    expect(findingsOn(number)).toHaveLength(1);
  });

  it('is not begun for a change that is gone', async () => {
    await world.tell(4_711, 'opened').catch(() => undefined);
    const number = await world.change('after', { 'j.ts': 'const j = 1;\n' });
    await world.review(number);
    await until(() => world.statuses(number).length === 2);
  });
});
