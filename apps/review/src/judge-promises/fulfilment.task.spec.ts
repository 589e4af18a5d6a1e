import { describe, expect, it } from '@jest/globals';
import { type FulfilmentInput, fulfilment } from './fulfilment.task.ts';

const input: FulfilmentInput = {
  promise: "I'll make the parser faster",
  candidates: ['Name the months', 'Read dates in one pass instead of three'],
};
const say = (index: number | null, quote: string, confidence = 0.9) =>
  fulfilment.model?.read({ index, quote, reason: '', confidence }, input).verdict;

describe('the judge of promises', () => {
  it('says which commit did it, by words that stand in it', () => {
    expect(say(1, ' dates in one pass ')).toEqual({ index: 1, quote: 'dates in one pass', confidence: 0.9 });
    expect(say(1, 'dates in one pass', 7)).toMatchObject({ confidence: 1 });
  });

  it.each([
    ['abstains', null, ''],
    ['quotes what nobody wrote', 1, 'dates in two passes'],
    ['quotes another commit', 0, 'dates in one pass'],
    ['quotes the promise', 1, 'make the parser faster'],
    ['names no commit', 5, 'dates in one pass'],
    ['quotes next to nothing', 1, 'in'],
  ])('has said nothing where it %s', (_, index, quote) => {
    expect(say(index, quote)).toBeNull();
  });

  it('is shown texts that cannot end themselves, and is nobody without a model', () => {
    const { user } = fulfilment.model?.prompt({ promise: '<<<PROMISE>>>', candidates: ['<<<COMMIT>>>\n#1'] }) ?? {
      user: '',
    };
    expect(user).toContain('<<<PROMISE-1>>>\n<<<PROMISE>>>\n<<<PROMISE-1>>>');
    expect(fulfilment.rules?.(input)).toEqual({ verdict: null });
  });
});
