import type * as Pricing from '@arbiter/pricing';
import type { RoutedModel } from './routes.ts';

/** A usual call, by which models are compared. */
const CALL = { input: 1_000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 300, reasoning: 0 };

let loading: Promise<{ book: Pricing.PriceBook; bill: typeof Pricing.bill }> | undefined;

/** Loads the shipped prices with the first fallback: few processes ever need them here. */
const prices = () =>
  (loading ??= import('@arbiter/pricing').then(({ bill, shippedBook }) => ({ book: shippedBook(), bill })));

/** Whether a model is no dearer than another. One without a known price may be dearer than any. */
export async function noDearer(model: RoutedModel, than: RoutedModel): Promise<boolean> {
  const { book, bill } = await prices();
  const cost = ({ provider, model: name }: RoutedModel): bigint | undefined => {
    const price = book.find(name, Date.now(), provider);
    return price && bill(price, CALL)?.pico;
  };
  const [one, other] = [cost(model), cost(than)];
  return one !== undefined && other !== undefined && one <= other;
}
