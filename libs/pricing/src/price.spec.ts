import { describe, expect, it } from '@jest/globals';
import {
  type PriceRow,
  ModelPrice,
  PriceBook,
  bill,
  shippedBook,
  toPriceRow,
  toPriceRows,
  toUsd,
  upperBound,
} from './index.ts';
import type { ServiceTier, TokenUsage } from './index.ts';

const usage = (over: Partial<TokenUsage>): TokenUsage => ({
  input: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
  ...over,
});

const pico = (row: PriceRow, over: Partial<TokenUsage>, tier?: ServiceTier) =>
  bill(new ModelPrice(row), usage(over), tier)?.pico;

const PLAIN = { input_cost_per_token: '0.000003', output_cost_per_token: '0.000015' };

describe('a bill', () => {
  it('adds up what each kind of token costs', () => {
    const row = {
      ...PLAIN,
      cache_read_input_token_cost: '3e-7',
      cache_creation_input_token_cost: '3.75e-6',
      cache_creation_input_token_cost_above_1hr: '6e-6',
    };
    const used = { input: 1, cacheRead: 10, cacheWrite5m: 100, cacheWrite1h: 1000, output: 10_000, reasoning: 4000 };
    expect(pico(row, used)).toBe(3_000_000n + 3_000_000n + 375_000_000n + 6_000_000_000n + 150_000_000_000n);
  });

  it('takes the input rate for cached tokens without a rate, and the output rate for reasoning', () => {
    expect(pico(PLAIN, { cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1 })).toBe(9_000_000n);
    expect(pico(PLAIN, { output: 2, reasoning: 1 })).toBe(30_000_000n);
  });

  it('takes a rate of nothing for a rate', () => {
    expect(pico({ ...PLAIN, cache_read_input_token_cost: '0.0' }, { cacheRead: 5 })).toBe(0n);
  });

  it('takes the rate of reasoning for that part of the output alone', () => {
    expect(pico({ ...PLAIN, output_cost_per_reasoning_token: '1e-6' }, { output: 10, reasoning: 4 })).toBe(94_000_000n);
  });

  const STEPPED = {
    ...PLAIN,
    input_cost_per_token_above_200k_tokens: '0.000006',
    output_cost_per_token_above_200k_tokens: '0.0000225',
  };

  it('prices the whole request at the higher rate when its prompt is longer than the step', () => {
    expect(pico(STEPPED, { input: 200_000, output: 1 })).toBe(600_000_000_000n + 15_000_000n);
    expect(pico(STEPPED, { input: 200_001, output: 1 })).toBe(1_200_006_000_000n + 22_500_000n);
  });

  it('counts cached tokens as prompt, and output not', () => {
    expect(pico(STEPPED, { input: 1, cacheRead: 200_000 })).toBe(1_200_006_000_000n);
    expect(pico(STEPPED, { input: 1, output: 300_000 })).toBe(3_000_000n + 4_500_000_000_000n);
  });

  it('begins the step of xAI at the threshold itself', () => {
    expect(pico({ ...STEPPED, litellm_provider: 'xai' }, { input: 200_000 })).toBe(1_200_000_000_000n);
    expect(pico({ ...STEPPED, litellm_provider: 'xai' }, { input: 199_999 })).toBe(599_997_000_000n);
  });

  it('takes the rates of a service tier, and the usual ones where it has none', () => {
    const row = { ...PLAIN, input_cost_per_token_batches: '0.0000015', input_cost_per_token_priority: '0.000006' };
    expect(pico(row, { input: 1, output: 1 }, 'batch')).toBe(1_500_000n + 15_000_000n);
    expect(pico(row, { input: 1, output: 1 }, 'priority')).toBe(6_000_000n + 15_000_000n);
    expect(pico(row, { input: 1, output: 1 }, 'flex')).toBe(18_000_000n);
  });

  it("falls back to the step's rate above a step, not to the tier's rate below it", () => {
    const row = { ...STEPPED, input_cost_per_token_priority: '0.000009', output_cost_per_token_priority: '0.00003' };
    expect(pico(row, { input: 200_001 }, 'priority')).toBe(1_200_006_000_000n);
    const own = { ...row, input_cost_per_token_above_200k_tokens_priority: '0.00001' };
    expect(pico(own, { input: 200_001 }, 'priority')).toBe(2_000_010_000_000n);
  });

  it('takes the output rate of the tier or step for reasoning that has no rate of its own there', () => {
    const row = {
      ...STEPPED,
      output_cost_per_reasoning_token: '0.000015',
      output_cost_per_token_priority: '0.00003',
      output_cost_per_token_flex: '0.000007',
    };
    const reasoned = { output: 1, reasoning: 1 };
    expect(pico(row, reasoned)).toBe(15_000_000n);
    expect(pico(row, reasoned, 'priority')).toBe(30_000_000n);
    expect(pico(row, reasoned, 'flex')).toBe(7_000_000n);
    expect(pico(row, reasoned, 'batch')).toBe(15_000_000n);
    expect(pico({ ...row, output_cost_per_reasoning_token_priority: '0.00004' }, reasoned, 'priority')).toBe(
      40_000_000n,
    );
    const long = 200_001;
    expect(pico(row, { ...reasoned, input: long })).toBe(BigInt(long) * 6_000_000n + 22_500_000n);
  });

  it('does not mix a range with rates outside of it', () => {
    const range = { range: [0, 1000] as const, input_cost_per_token: '1e-6', output_cost_per_token: '2e-6' };
    const row = {
      cache_read_input_token_cost: '1e-9',
      output_cost_per_reasoning_token: '9e-6',
      tiered_pricing: [range],
    };
    expect(pico(row, { cacheRead: 1, output: 1, reasoning: 1 })).toBe(3_000_000n);
  });

  it('prices the whole request by the range that its prompt falls in', () => {
    const row: PriceRow = {
      tiered_pricing: [
        { range: [0, 1000], input_cost_per_token: '1e-6', output_cost_per_token: '2e-6' },
        {
          range: [1000, 2000],
          input_cost_per_token: '3e-6',
          output_cost_per_token: '4e-6',
          output_cost_per_reasoning_token: '5e-6',
        },
      ],
    };
    expect(pico(row, { input: 1000, output: 1 })).toBe(1_002_000_000n);
    expect(pico(row, { input: 1001, output: 2, reasoning: 1 })).toBe(3_012_000_000n);
    expect(pico(row, { input: 9000 })).toBe(27_000_000_000n);
    expect(pico(row, { output: 1 })).toBe(2_000_000n);
  });

  it('rounds up once, at the end', () => {
    const row = { input_cost_per_token: '3.3e-13', output_cost_per_token: '3.3e-13' };
    expect(pico(row, { input: 1, output: 1 })).toBe(1n);
    expect(pico(row, { input: 2, output: 2 })).toBe(2n);
    expect(pico({ input_cost_per_token: '2.9999900000000002e-06', output_cost_per_token: '0' }, { input: 1 })).toBe(
      2_999_991n,
    );
  });

  it('is not made where the model has no price for tokens that were used', () => {
    expect(pico({ input_cost_per_token: '1e-6' }, { input: 1 })).toBe(1_000_000n);
    expect(pico({ input_cost_per_token: '1e-6' }, { input: 1, output: 1 })).toBeUndefined();
  });
});

describe('the price book', () => {
  const row = (input: string): PriceRow => ({ input_cost_per_token: input, output_cost_per_token: '0' });

  it('holds a price from its date on, and of two for one date the later one', () => {
    const book = new PriceBook().add([
      { model: 'm', row: row('2e-6'), effectiveFrom: 100 },
      { model: 'm', row: row('1e-6'), effectiveFrom: 0 },
      { model: 'm', row: row('3e-6'), effectiveFrom: 100 },
    ]);
    const at = (time: number) => book.find('m', time)?.ratesFor(0).input;
    expect([at(-1), at(0), at(99), at(100)]).toEqual([undefined, 10n ** 24n, 10n ** 24n, 3n * 10n ** 24n]);
  });

  it("takes a provider's own price before the model's", () => {
    const book = new PriceBook().add([
      { model: 'm', row: row('1e-6'), effectiveFrom: 0 },
      { model: 'groq/m', row: row('2e-6'), effectiveFrom: 0 },
    ]);
    expect(book.find('m', 1, 'groq')?.ratesFor(0).input).toBe(2n * 10n ** 24n);
    expect(book.find('m', 1, 'other')?.ratesFor(0).input).toBe(10n ** 24n);
  });

  it('is shipped with a price for the models that work is routed to', () => {
    const book = shippedBook();
    expect(book.size).toBeGreaterThan(2500);
    expect(book.find('gpt-4o', 0, 'openai')).toBeDefined();
    expect(book.find('llama-3.3-70b-versatile', 0, 'groq')).toBeDefined();
    for (const no of ['sample_spec', 'constructor', '__proto__', '']) expect(book.find(no, 0)).toBeUndefined();
  });

  it('takes only prices of tokens from a table, and refuses what is no number', () => {
    expect([
      ...toPriceRows({ sample_spec: PLAIN, drawing: { output_cost_per_image: 1 }, m: { ...PLAIN, mode: 'chat' } }),
    ]).toEqual([['m', PLAIN]]);
    expect(() => new ModelPrice(toPriceRow({ input_cost_per_token: '-1' }) ?? {})).toThrow(RangeError);
    expect(() => new ModelPrice(toPriceRow({ input_cost_per_token: '1e-40' }) ?? {})).toThrow(RangeError);
  });
});

describe('an upper bound', () => {
  it('is never below what a call of that size costs, for any shipped model, tier and mix', () => {
    const book = shippedBook();
    for (const model of book.models()) {
      const price = book.find(model, 0);
      if (price === undefined) continue;
      for (const input of [1000, 150_000, 300_000]) {
        for (const tier of [undefined, 'batch', 'flex', 'priority'] as const) {
          const bound = upperBound(price, { input, cacheWrite: input }, tier);
          if (bound === undefined) continue;
          for (const kind of ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const) {
            const cost = bill(price, usage({ [kind]: input, output: 500, reasoning: 250 }), tier);
            const most = (bound.fixed + bound.output * 500n + 10n ** 18n - 1n) / 10n ** 18n;
            if (cost !== undefined && cost.pico > most) throw new Error(`${model} ${String(tier)} ${kind} costs more`);
          }
        }
      }
    }
  });
});

describe('money', () => {
  it('is written with twelve decimals, whatever its size', () => {
    expect(toUsd(0n)).toBe('0.000000000000');
    expect(toUsd(1n)).toBe('0.000000000001');
    expect(toUsd(12_345_678_901_234_567n)).toBe('12345.678901234567');
  });
});
