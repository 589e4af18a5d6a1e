import { type ModelServer, startModelServer } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GithubReviewWorld } from '../testing/github-world.ts';

const MESSAGE = 'The result of the call is not checked: a failure is lost.';
const between = Array.from({ length: 30 }, (_, at) => `line(${String(at)});`).join('\n');

/** A model that says the same of every line that saves something, as far as it is shown one. */
const answer = (user: string): unknown => {
  if (user.includes('<<<FINDING')) return { judgements: [{ index: 0, reason: 'Yes.', judgement: 'keep', score: 0.9 }] };
  if (!user.includes('<<<DIFF')) return { items: [] };
  const quotes = user.match(/(?<=^\+)save\(\w+\);$/gm) ?? [];
  const finding = { path: 'a.ts', side: 'new', message: MESSAGE, severity: 'major', category: 'error-handling' };
  return { findings: quotes.map((quote) => ({ ...finding, quote, confidence: 0.9, suggestion: null })) };
};

describe('like words of a model across pushes', () => {
  let models: ModelServer;
  let world: GithubReviewWorld;

  beforeAll(async () => {
    models = await startModelServer({ answer });
    world = await GithubReviewWorld.start(
      { LLM_PROVIDER: 'openai', OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: models.openai },
      { 'a.ts': `${between}\n` },
    );
  });
  afterAll(async () => {
    await world.close();
    await models.close();
  });

  const linesOf = (number: number) => world.pull(number).reviewComments.map(({ line }) => line);

  it('are said of another place while the first still stands, and not of what the first became', async () => {
    const number = await world.change('topic', { 'a.ts': `save(user);\n${between}\n` });
    await world.review(number);
    expect(linesOf(number)).toEqual([1]);
    await world.push(number, 'topic', { 'a.ts': `save(user);\n${between}\nsave(order);\n` });
    await world.review(number, 2);
    expect(linesOf(number)).toEqual([1, 32]);
    await world.push(number, 'topic', { 'a.ts': `save(admin);\n${between}\nsave(order);\n` });
    await world.review(number, 3);
    expect(linesOf(number)).toEqual([1, 32]);
  });
});
