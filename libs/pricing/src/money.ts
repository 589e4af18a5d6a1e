/**
 * Rates are integers of 10^-30 US dollars: exact for every price that has been seen, also for those below a pico-dollar a
 * token, as some are that were divided out of others.
 */
const RATE_PLACES = 30;
/** Sums are rounded up to the pico-dollar once, at the end. */
const PICO_PLACES = 12;
const RATES_IN_PICO = 10n ** BigInt(RATE_PLACES - PICO_PLACES);

const DECIMAL = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Decimal text (`0.0000025`, `2.5e-06`) as an integer of 10^-`places`.
 * @throws RangeError if it is no such text, or has more places
 */
export function scaled(text: string, places: number): bigint {
  const [, whole, fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`not a decimal number: ${text}`);
  const shift = places - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  if (digits % divisor !== 0n) throw new RangeError(`more than ${String(places)} decimal places: ${text}`);
  return digits / divisor;
}

/** A price of one token, from US dollars. */
export const toRate = (usd: string): bigint => scaled(usd, RATE_PLACES);

/** US dollars as pico-dollars. */
export const toPico = (usd: string): bigint => scaled(usd, PICO_PLACES);

/** An exact sum, rounded up to the pico-dollar: a bill is never below what it bills. */
export const roundUp = (sum: bigint): bigint => (sum + RATES_IN_PICO - 1n) / RATES_IN_PICO;

/** Pico-dollars as US dollars with twelve decimals: `0.000000000000`. */
export const toUsd = (pico: bigint): string => decimal(pico, PICO_PLACES);

/** An exact amount as decimal text of pico-dollars, without needless zeros: `2999990.0000000002`. */
export const exactPico = (sum: bigint): string => shortest(decimal(sum, RATE_PLACES - PICO_PLACES));

/** A rate as decimal text of US dollars: `0.0000025`. */
export const exactUsd = (rate: bigint): string => shortest(decimal(rate, RATE_PLACES));

function decimal(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const shortest = (text: string): string => text.replace(/\.?0+$/, '');
