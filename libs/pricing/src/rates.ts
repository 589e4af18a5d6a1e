import { toRate } from './money.ts';
import type { PriceRow } from './price-row.ts';
import type { ServiceTier } from './tokens.ts';

/** What one token of each kind costs; absent where nobody knows. */
export type Rates = Readonly<
  Partial<Record<'input' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h' | 'output' | 'reasoning', bigint>>
>;

const SUFFIX: Readonly<Record<ServiceTier, string>> = { batch: '_batches', flex: '_flex', priority: '_priority' };

/** One set of rates by name, with the prompt lengths from which other rates hold. */
interface RateSet {
  readonly rates: ReadonlyMap<string, bigint>;
  /** Descending. */
  readonly steps: readonly number[];
}

/** The prices of one model, ready to be asked. */
export class ModelPrice {
  readonly #base: RateSet;
  /** By the prompt's length, descending: from which on (exclusive) which rates hold. */
  readonly #ranges: readonly { readonly from: number; readonly set: RateSet }[];
  readonly #stepsInclusive: boolean;
  readonly #resolved = new Map<string, Rates>();

  /** @throws RangeError for a rate that is no exact decimal number */
  constructor(row: PriceRow) {
    const { tiered_pricing: ranges = [], ...base } = row;
    this.#base = toRateSet(base);
    this.#ranges = ranges
      .map(({ range, ...rates }) => ({ from: range[0], set: toRateSet(rates) }))
      .toSorted((one, other) => other.from - one.from);
    this.#stepsInclusive = row.litellm_provider === 'xai';
  }

  /**
   * The rates for a prompt of so many tokens: one set for the whole request.
   *
   * A rate is looked for above the longest step that the prompt passes, of the service tier first and then of the usual
   * one; then below it likewise. Cached tokens without a rate cost the input rate, reasoning the output rate.
   */
  ratesFor(promptTokens: number, tier?: ServiceTier): Rates {
    const range = this.#ranges.find(({ from }) => promptTokens > from) ?? this.#ranges.at(-1);
    const sets = range === undefined ? [this.#base] : [range.set, this.#base];
    const steps = this.#base.steps.filter(
      (step) => promptTokens > step || (this.#stepsInclusive && promptTokens === step),
    );
    const key = `${range?.from ?? ''}/${steps[0] ?? ''}/${tier ?? ''}`;
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    const rates = resolve((name) => find(name, sets, steps, tier));
    this.#resolved.set(key, rates);
    return rates;
  }
}

function find(
  name: string,
  sets: readonly RateSet[],
  steps: readonly number[],
  tier?: ServiceTier,
): bigint | undefined {
  const places = [...steps.map((step) => `${name}_above_${step / 1000}k_tokens`), name];
  const names = places.flatMap((place) => (tier === undefined ? [place] : [place + SUFFIX[tier], place]));
  for (const { rates } of sets) {
    const found = names.find((each) => rates.has(each));
    if (found !== undefined) return rates.get(found);
  }
  return undefined;
}

function resolve(rate: (name: string) => bigint | undefined): Rates {
  const input = rate('input_cost_per_token');
  const output = rate('output_cost_per_token');
  const all = {
    input,
    cacheRead: rate('cache_read_input_token_cost') ?? rate('input_cost_per_token_cache_hit') ?? input,
    cacheWrite5m: rate('cache_creation_input_token_cost') ?? input,
    cacheWrite1h: rate('cache_creation_input_token_cost_above_1hr') ?? input,
    output,
    reasoning: rate('output_cost_per_reasoning_token') ?? output,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function toRateSet(row: Readonly<Record<string, unknown>>): RateSet {
  const rates = new Map<string, bigint>();
  const steps = new Set<number>();
  for (const [name, value] of Object.entries(row)) {
    if (typeof value !== 'string' || name === 'litellm_provider') continue;
    rates.set(name, toRate(value));
    const step = /_above_(\d+)k_tokens/.exec(name)?.[1];
    if (step !== undefined) steps.add(Number(step) * 1000);
  }
  return { rates, steps: [...steps].toSorted((one, other) => other - one) };
}
