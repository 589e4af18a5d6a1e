import { TokenUsage } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../language-model.ts';
import type { ExtractionAnswer, ExtractionInput } from '../../tasks/extraction.answer.ts';
import { extraction } from '../../tasks/extraction.task.ts';
import { MockProvider } from './mock.provider.ts';

const AT = '2026-11-18T10:00:00+01:00';
const mock = new MockProvider();
const question = (key: string, text: string) => ({ key, input: { text, at: AT } });

describe('the mock provider', () => {
  it('answers in the order of the questions, in the fixed form', () => {
    const answers = mock.answerAll(extraction, [question('a', "I'll fix it."), question('b', 'Bump to 2.0')]);
    expect(answers.map(({ answer }) => extraction.answer.parse(answer).items.length)).toEqual([1, 0]);
  });

  it('uses the same id for the same question, and another for another', () => {
    const ids = (key: string, text: string) =>
      mock.answerAll(extraction, [question(key, text)]).map(({ usages: [usage] }) => usage.usageId);
    expect(ids('a', 'x')).toEqual(ids('a', 'x'));
    expect(ids('a', 'x')).not.toEqual(ids('b', 'x'));
    expect(ids('a', 'x')).not.toEqual(ids('a', 'y'));
  });

  it('tells its volume, though it costs nothing', () => {
    const [answered] = mock.answerAll(extraction, [question('a', 'é'.repeat(400))]);
    expect(TokenUsage.parse(answered?.usages[0].tokens)).toMatchObject({ input: 207, output: 3 });
    expect(answered?.usages[0].at).toMatch(/^\d{4}-.*Z$/);
  });

  it('does what it has rules for', () => {
    const { name, version, answer } = extraction;
    const withoutRules: Task<ExtractionInput, ExtractionAnswer> = { name, version, answer, render: () => '' };
    expect([mock.serves(extraction), mock.serves(withoutRules)]).toEqual([true, false]);
    expect(() => mock.answerAll(withoutRules, [question('a', 'x')])).toThrow('does not do the task');
  });
});
