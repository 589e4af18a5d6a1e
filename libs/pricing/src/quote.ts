import { exactPico, exactUsd, toUsd } from './money.ts';
import { bill } from './price.ts';
import type { PriceBook } from './price-book.ts';
import { SERVICE_TIERS, type ServiceTier, TOKEN_FIELDS, type TokenUsage } from './tokens.ts';

/** What is asked: fields as on the command line. */
export interface QuoteRequest {
  readonly model: string;
  readonly usage: TokenUsage;
  readonly serviceTier?: ServiceTier;
  /** Milliseconds since 1970; left out: now. */
  readonly at?: number;
}

/** A price with its parts; `pico` of a part is exact, that of the whole is rounded up. */
export interface Quote {
  readonly model: string;
  readonly usd: string;
  readonly pico: string;
  readonly parts: readonly {
    readonly kind: string;
    readonly tokens: number;
    readonly usdPerToken: string;
    readonly pico: string;
  }[];
}

export interface QuoteError {
  readonly model: string | null;
  readonly error: { readonly code: 'model-unpriced' | 'request-invalid'; readonly message: string };
}

/** Prices one usage. */
export function quote(
  book: PriceBook,
  { model, usage, serviceTier, at = Date.now() }: QuoteRequest,
): Quote | QuoteError {
  const price = book.find(model, at);
  const billed = price && bill(price, usage, serviceTier);
  if (billed === undefined) {
    return {
      model,
      error: { code: 'model-unpriced', message: 'The price book has no price for the tokens of this model.' },
    };
  }
  return {
    model,
    usd: toUsd(billed.pico),
    pico: billed.pico.toString(),
    parts: billed.parts.map(({ kind, tokens, rate, amount }) => ({
      kind,
      tokens,
      usdPerToken: exactUsd(rate),
      pico: exactPico(amount),
    })),
  };
}

/** Reads a request from whatever was given; answers a complaint where it makes no sense. Other fields are passed over. */
export function readQuoteRequest(given: unknown): QuoteRequest | QuoteError {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return invalid(null, 'Give a JSON object.');
  const { model, usage, serviceTier, at } = given as Record<string, unknown>;
  if (typeof model !== 'string' || model === '') return invalid(null, 'Give the name of a model.');
  const tokens = readUsage(usage);
  if (typeof tokens === 'string') return invalid(model, tokens);
  if (serviceTier !== undefined && serviceTier !== null && !SERVICE_TIERS.some((tier) => tier === serviceTier)) {
    return invalid(model, `serviceTier is one of ${SERVICE_TIERS.join(', ')}.`);
  }
  const instant = at === undefined || at === null ? undefined : typeof at === 'string' ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(instant)) return invalid(model, 'at is an ISO date.');
  return {
    model,
    usage: tokens,
    ...(serviceTier !== undefined && serviceTier !== null && { serviceTier: serviceTier as ServiceTier }),
    ...(instant !== undefined && { at: instant }),
  };
}

const invalid = (model: string | null, message: string): QuoteError => ({
  model,
  error: { code: 'request-invalid', message },
});

/** Tokens, those that are not named being none; or what is wrong with them. */
function readUsage(given: unknown): TokenUsage | string {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return 'usage is an object of token counts.';
  const stranger = Object.keys(given).find((field) => !TOKEN_FIELDS.some((known) => known === field));
  if (stranger !== undefined) return `usage has no ${stranger}; it has ${TOKEN_FIELDS.join(', ')}.`;
  const usage = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };
  for (const field of TOKEN_FIELDS) {
    const count = (given as Record<string, unknown>)[field] ?? 0;
    if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0)
      return `usage.${field} is a count of tokens.`;
    usage[field] = count;
  }
  return usage.reasoning > usage.output ? 'usage.reasoning is part of usage.output.' : usage;
}
