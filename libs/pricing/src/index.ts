export { exactPico, roundUp, toPico, toUsd } from './money.ts';
export { type Bill, type Part, type UpperBound, bill, upperBound } from './price.ts';
export { type DatedPrice, PriceBook } from './price-book.ts';
export { type PriceRange, type PriceRow, toPriceRow, toPriceRows } from './price-row.ts';
export { type Quote, type QuoteError, type QuoteRequest, quote, readQuoteRequest } from './quote.ts';
export { ModelPrice, type Rates } from './rates.ts';
export { shippedBook, shippedPrices } from './shipped.ts';
export { SERVICE_TIERS, type ServiceTier, type TokenUsage } from './tokens.ts';
