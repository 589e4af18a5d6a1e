import { describe, expect, it } from '@jest/globals';
import { BOB, place, promise, work } from '../../testing/promises.ts';
import { tellingWords } from '../words.ts';
import { byRemovedDebt } from './by-removed-debt.ts';

const without = (...todos: string[]) =>
  work('Merge request', {
    personId: BOB.id,
    merged: true,
    source: { kind: 'change', ...place, number: 9 },
    removedDebt: todos.map((todo, index) => ({ path: 'src/parse.ts', line: 40 + index, words: tellingWords(todo) })),
  });

describe('a TODO that is taken out of the code', () => {
  it('keeps the promise that says the same, whoever took it out, and is told with its line', () => {
    const made = promise("I'll handle timeouts of the mail server");
    expect(byRemovedDebt(made, without('other things entirely', 'handle mail server timeouts'))).toMatchObject({
      kind: 'debt-removed',
      path: 'src/parse.ts',
      line: 41,
      confidence: expect.closeTo(0.88, 2) as unknown,
    });
  });

  it('keeps the promise beside which the same debt was admitted', () => {
    const made = promise("I'll mend this later", { debtWords: tellingWords('TODO: handle mail server timeouts') });
    expect(byRemovedDebt(made, without('TODO: handle mail server timeouts'))).toBeDefined();
  });

  it('is nothing where one word agrees, or in another repository', () => {
    const made = promise("I'll handle timeouts of the mail server");
    expect(byRemovedDebt(made, without('mail the report'))).toBeUndefined();
    expect(byRemovedDebt(made, { ...without('handle mail server timeouts'), repository: 'github/2' })).toBeUndefined();
  });
});
