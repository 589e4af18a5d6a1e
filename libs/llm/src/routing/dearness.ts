import { ShowPrices } from '@arbiter/contracts';
import type * as Pricing from '@arbiter/pricing';
import { logger } from '@arbiter/telemetry';
import type { Asks } from '../budget/budget-gate.ts';
import type { RoutedModel } from './routes.ts';

/** A usual call, by which models are compared. */
const CALL = { input: 1_000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 300, reasoning: 0 };

/** How long what was imported is taken for known, milliseconds. */
const KNOWN_FOR = 60_000;

/** The prices are read with the first comparison: few processes ever need them. */
async function load() {
  const pricing = await import('@arbiter/pricing');
  return { pricing, book: pricing.shippedBook() };
}

/** What usual calls of models cost, by the shipped prices and those that were imported. */
export class Dearness {
  readonly #queries: Asks;
  readonly #costs = new Map<string, { readonly cost: bigint | undefined; readonly until: number }>();
  #loading: ReturnType<typeof load> | undefined;

  constructor(queries: Asks) {
    this.#queries = queries;
  }

  /** Whether a model is no dearer than another. One without a known price may be dearer than any. */
  async noDearer(model: RoutedModel, than: RoutedModel): Promise<boolean> {
    const [one, other] = await Promise.all([this.#costOf(model), this.#costOf(than)]);
    return one !== undefined && other !== undefined && one <= other;
  }

  async #costOf({ provider, model }: RoutedModel): Promise<bigint | undefined> {
    const name = `${provider}/${model}`;
    const known = this.#costs.get(name);
    if (known && known.until > performance.now()) return known.cost;
    const { pricing, book } = await (this.#loading ??= load());
    await Promise.all([name, model].map((each) => this.#takeUp(each, pricing, book)));
    const price = book.find(model, Date.now(), provider);
    const cost = price && pricing.bill(price, CALL)?.pico;
    this.#costs.set(name, { cost, until: performance.now() + KNOWN_FOR });
    return cost;
  }

  /** Adds what was imported for a model. Where nobody tells, the prices that are known count. */
  async #takeUp(model: string, { toPriceRow }: typeof Pricing, book: Pricing.PriceBook): Promise<void> {
    try {
      const { items } = await this.#queries.ask(ShowPrices, { model });
      // Oldest first, as they were made known.
      const imported = items.toReversed().flatMap(({ effectiveFrom, source, rates }) => {
        const row = source === 'shipped' ? undefined : toPriceRow(rates);
        return row ? [{ model, row, effectiveFrom: Date.parse(effectiveFrom) }] : [];
      });
      book.add(imported);
    } catch (error) {
      logger('llm').warn({ model, error }, 'imported prices are not known, the others count');
    }
  }
}
