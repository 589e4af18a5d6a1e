/**
 * The token prices of one model, as decimal text of US dollars a token under the names of the LiteLLM table:
 * `input_cost_per_token`, `output_cost_per_token_above_200k_tokens_priority`, … Everything else of that table is left out.
 */
export interface PriceRow {
  readonly litellm_provider?: string;
  /** Prices by the length of the prompt: each for prompts longer than the range's first number. */
  readonly tiered_pricing?: readonly PriceRange[];
  readonly [rate: string]: string | readonly PriceRange[] | undefined;
}

export interface PriceRange {
  readonly range: readonly [number, number];
  readonly [rate: string]: string | readonly [number, number] | undefined;
}

const RATE =
  /^(?:(?:input|output)_cost_per_token|output_cost_per_reasoning_token|cache_(?:read|creation)_input_token_cost|input_cost_per_token_cache_hit)(?:_above_1hr)?(?:_above_\d+k_tokens)?(?:_batches|_flex|_priority)?$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const rateText = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;

function ratesOf(source: Record<string, unknown>): Record<string, string> {
  const rates: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    const text = RATE.test(name) ? rateText(value) : undefined;
    if (text !== undefined) rates[name] = text;
  }
  return rates;
}

function rangesOf(value: unknown): PriceRange[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap((source): PriceRange[] => {
    const { range } = source;
    if (!Array.isArray(range) || typeof range[0] !== 'number' || typeof range[1] !== 'number') return [];
    return [{ ...ratesOf(source), range: [range[0], range[1]] }];
  });
}

/** The token prices in a row of the LiteLLM table; undefined where it has none. */
export function toPriceRow(source: unknown): PriceRow | undefined {
  if (!isRecord(source)) return undefined;
  const rates = ratesOf(source);
  const ranges = rangesOf(source['tiered_pricing']);
  if (Object.keys(rates).length === 0 && ranges.length === 0) return undefined;
  const provider = source['litellm_provider'];
  return {
    ...(typeof provider === 'string' && { litellm_provider: provider }),
    ...rates,
    ...(ranges.length > 0 && { tiered_pricing: ranges }),
  };
}

/** It documents the table's fields; it is not a model. */
const NOT_A_MODEL = new Set(['sample_spec']);

/** The token prices in a whole LiteLLM table, by model. */
export function toPriceRows(table: Readonly<Record<string, unknown>>): Map<string, PriceRow> {
  const rows = new Map<string, PriceRow>();
  for (const [model, source] of Object.entries(table)) {
    const row = NOT_A_MODEL.has(model) ? undefined : toPriceRow(source);
    if (row !== undefined) rows.set(model, row);
  }
  return rows;
}
