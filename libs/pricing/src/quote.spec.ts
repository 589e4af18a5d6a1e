import { describe, expect, it } from '@jest/globals';
import { quote, readQuoteRequest, shippedBook } from './index.ts';

const book = shippedBook();
const ask = (given: unknown) => {
  const request = readQuoteRequest(given);
  return 'error' in request ? request : quote(book, request);
};

describe('a quote', () => {
  it('says what a call costs, and what that is made of', () => {
    expect(ask({ model: 'gpt-4o', usage: { input: 1200, cacheRead: 5, output: 300, reasoning: 10 }, id: 7 })).toEqual({
      model: 'gpt-4o',
      usd: '0.006006250000',
      pico: '6006250000',
      parts: [
        { kind: 'input', tokens: 1200, usdPerToken: '0.0000025', pico: '3000000000' },
        { kind: 'cacheRead', tokens: 5, usdPerToken: '0.00000125', pico: '6250000' },
        { kind: 'output', tokens: 290, usdPerToken: '0.00001', pico: '2900000000' },
        { kind: 'reasoning', tokens: 10, usdPerToken: '0.00001', pico: '100000000' },
      ],
    });
  });

  it('is not made for a model without a price', () => {
    for (const model of ['no-such-model', 'sample_spec', 'constructor', '__proto__']) {
      expect(ask({ model, usage: {} })).toMatchObject({ model, error: { code: 'model-unpriced' } });
    }
  });

  it.each([
    [undefined],
    [[]],
    [{ usage: {} }],
    [{ model: 'gpt-4o' }],
    [{ model: 'gpt-4o', usage: { input: -1 } }],
    [{ model: 'gpt-4o', usage: { input: 1.5 } }],
    [{ model: 'gpt-4o', usage: { input: '1' } }],
    [{ model: 'gpt-4o', usage: { input: 1e300 } }],
    [{ model: 'gpt-4o', usage: { cache_read: 1 } }],
    [{ model: 'gpt-4o', usage: { output: 1, reasoning: 2 } }],
    [{ model: 'gpt-4o', usage: {}, serviceTier: 'fast' }],
    [{ model: 'gpt-4o', usage: {}, at: 'yesterday' }],
  ])('is refused for %j', (given) => {
    expect(ask(given)).toMatchObject({ error: { code: 'request-invalid' } });
  });
});
