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
   * one; then below it likewise. Cached tokens without a rate cost the input rate. Reasoning without a rate of its own in a
   * place costs the output rate of that place, so that no request mixes the prices of two tiers.
   */
  ratesFor(promptTokens: number, tier?: ServiceTier): Rates {
    const range = this.#ranges.find(({ from }) => promptTokens > from) ?? this.#ranges.at(-1);
    const steps = this.#base.steps.filter(
      (step) => promptTokens > step || (this.#stepsInclusive && promptTokens === step),
    );
    const key = `${range?.from ?? ''}/${steps[0] ?? ''}/${tier ?? ''}`;
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    const base: Find = (...names) => find(names, this.#base, steps, tier);
    const rates =
      range === undefined ? resolve(base) : resolveRange((...names) => find(names, range.set, [], tier), base);
    this.#resolved.set(key, rates);
    return rates;
  }
}

/** The first of the names that has a rate, in the first place that has any of them. */
type Find = (...names: readonly string[]) => bigint | undefined;

function find(names: readonly string[], { rates }: RateSet, steps: readonly number[], tier?: ServiceTier) {
  const places = [...steps.map((step) => `_above_${step / 1000}k_tokens`), ''].flatMap((place) =>
    tier === undefined ? [place] : [place + SUFFIX[tier], place],
  );
  for (const place of places) {
    const found = names.find((name) => rates.has(name + place));
    if (found !== undefined) return rates.get(found + place);
  }
  return undefined;
}

/** A range prices the whole request; only what it does not say of input and output is the model's own. */
function resolveRange(inRange: Find, base: Find): Rates {
  return resolve(
    (...names) => inRange(...names) ?? (names.some((name) => IN_AND_OUT.has(name)) ? base(...names) : undefined),
  );
}

const IN_AND_OUT = new Set(['input_cost_per_token', 'output_cost_per_token']);

function resolve(rate: Find): Rates {
  const input = rate('input_cost_per_token');
  const output = rate('output_cost_per_token');
  const all = {
    input,
    cacheRead: rate('cache_read_input_token_cost') ?? rate('input_cost_per_token_cache_hit') ?? input,
    cacheWrite5m: rate('cache_creation_input_token_cost') ?? input,
    cacheWrite1h: rate('cache_creation_input_token_cost_above_1hr') ?? input,
    output,
    reasoning: rate('output_cost_per_reasoning_token', 'output_cost_per_token'),
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
