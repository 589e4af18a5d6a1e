import type { CommitmentMade } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { lifeOf } from './seen.ts';
import { tellingWords } from './words.ts';

const HOUR = 3_600_000;
const patience = { grace: 24 * HOUR, openEnd: 90 * 24 * HOUR };

function wordsOf(what: string, deadline: CommitmentMade['deadline']): readonly number[] {
  const quote = `I will ${what}`;
  const made: CommitmentMade = {
    commitmentId: '6f1f7f0e-6f0c-4f0e-8f0e-6f1f7f0e6f0c',
    source: { kind: 'message', messageId: '6f1f7f0e-6f0c-4f0e-8f0e-6f1f7f0e6f0d' },
    person: { id: '6f1f7f0e-6f0c-4f0e-8f0e-6f1f7f0e6f0e', kind: 'human', standing: 'known' },
    span: { start: 0, end: quote.length },
    ...{ quote, what, deadline, confidence: 0.9, ambiguous: false, madeAt: '2026-11-22T10:00:00Z' },
  };
  const beside = { about: [], files: [], debtWords: [] };
  return lifeOf(made, beside, new Date('2026-11-22T10:00:00Z'), patience).words;
}

describe('the words of a promise', () => {
  const login = tellingWords('the login tests');

  it.each([
    ['fix the login tests in two minutes', 'in two minutes'],
    ['fix the login tests before the November release', 'before the November release'],
    ['fix the login tests by noon', 'by noon.'],
  ])('are those of what is to be done, not of when: %s', (what, text) => {
    expect(wordsOf(what, { text, at: null, granularity: 'event' })).toEqual(login);
  });

  it('are all of them where nothing was said of when', () => {
    expect(wordsOf('fix the login tests for the November release', null)).toEqual(
      tellingWords('login tests november release'),
    );
  });
});
