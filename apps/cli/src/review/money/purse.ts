import {
  type QueryDefinition,
  type ReplyOf,
  type RequestOf,
  ReserveBudget,
  type SettleReservation,
  type TokenUsage,
} from '@arbiter/contracts';
import { bill, type PriceBook, toPico, type UpperBound, upperBound } from '@arbiter/pricing';

type Wanted = RequestOf<typeof ReserveBudget>;
type Granted = ReplyOf<typeof ReserveBudget>;
type Settlement = RequestOf<typeof SettleReservation>;

interface Caps {
  readonly pico: bigint;
  readonly tokens: number;
}

/** What is set aside, or was used: pico-dollars and tokens. */
interface Amount {
  readonly pico: bigint;
  readonly tokens: number;
}

interface Reservation extends Amount {
  readonly wanted: Wanted;
  settled: boolean;
}

const NOTHING: Amount = { pico: 0n, tokens: 0 };

/** Rates are integers of 10^-30 US dollars, amounts of 10^-12. */
const IN_PICO = 10n ** 18n;

/** Of a model that no price is known for, as cost-accounting holds it: unknown is not free. US dollars a token, in 10^-30. */
const DEAREST = { input: 150n * 10n ** 24n, output: 600n * 10n ** 24n } as const;

/**
 * The budget of one review on this machine: what cost-accounting answers to whoever asks a model, kept in memory. Nothing is
 * granted beyond the caps, and what is granted counts whole until it is settled, so that they hold over all calls, retries
 * and fallbacks.
 */
export class Purse {
  readonly #book: PriceBook;
  readonly #caps: Caps;
  readonly #reservations = new Map<string, Reservation>();
  #used = NOTHING;

  /** @param caps of the operator; a question can have lower ones of its own */
  constructor(book: PriceBook, caps: { readonly usd: string; readonly tokens: number }) {
    this.#book = book;
    this.#caps = { pico: toPico(caps.usd), tokens: caps.tokens };
  }

  ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply> {
    const valid: unknown = query.parseRequest(request);
    const reserving = query.subject === ReserveBudget.subject;
    const reply = reserving ? this.#reserve(valid as Wanted) : this.#settle(valid as Settlement);
    return Promise.resolve(query.parseReply(reply));
  }

  #reserve(wanted: Wanted): Granted {
    const known = this.#reservations.get(wanted.reservationId);
    const price = this.#boundOf(wanted);
    if (known !== undefined) return grant(known, price);
    const left = this.#left(wanted.review?.caps);
    const output = Math.min(wanted.maxOutput, left.tokens - wanted.input, affordable(price, left.pico));
    if (output < wanted.minOutput || output < 1) {
      const waiting = [...this.#reservations.values()].some(({ settled }) => !settled);
      return { granted: false, reason: waiting ? 'contended' : 'exhausted' };
    }
    const held = { pico: picoOf(price, output), tokens: wanted.input + output };
    const reservation = { ...held, wanted, settled: false };
    this.#reservations.set(wanted.reservationId, reservation);
    this.#used = plus(this.#used, held);
    return grant(reservation, price);
  }

  #settle({ reservationId, outcome }: Settlement): ReplyOf<typeof SettleReservation> {
    const reservation = this.#reservations.get(reservationId);
    if (reservation === undefined || reservation.settled) return { settledPico: '0', estimated: false };
    reservation.settled = true;
    const used = outcome.kind === 'answered' ? this.#costOf(reservation, outcome.tokens) : reservation;
    const charged = outcome.kind === 'not-billed' ? NOTHING : used;
    this.#used = plus(this.#used, {
      pico: charged.pico - reservation.pico,
      tokens: charged.tokens - reservation.tokens,
    });
    return { settledPico: String(charged.pico), estimated: outcome.kind === 'unknown' };
  }

  #left(caps: NonNullable<Wanted['review']>['caps'] | undefined): Caps {
    const pico = caps?.usd === undefined ? this.#caps.pico : least(this.#caps.pico, toPico(caps.usd));
    const tokens = Math.min(this.#caps.tokens, caps?.tokens ?? Infinity);
    return { pico: pico - this.#used.pico, tokens: tokens - this.#used.tokens };
  }

  #boundOf({ model, provider, input, cacheWrite = 0, serviceTier }: Wanted): UpperBound {
    const price = this.#book.find(model, Date.now(), provider);
    const known = price && upperBound(price, { input, cacheWrite }, serviceTier);
    return known ?? { fixed: DEAREST.input * BigInt(input), output: DEAREST.output };
  }

  #costOf({ wanted, pico }: Reservation, usage: TokenUsage): Amount {
    const price = this.#book.find(wanted.model, Date.now(), wanted.provider);
    const billed = price && bill(price, usage, wanted.serviceTier);
    const tokens = usage.input + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output;
    return { pico: billed?.pico ?? pico, tokens };
  }
}

const grant = ({ wanted, tokens }: Reservation, price: UpperBound): Granted => {
  const maxOutput = tokens - wanted.input;
  return { granted: true, maxOutput, heldPico: String(picoOf(price, maxOutput)) };
};

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const plus = (a: Amount, b: Amount): Amount => ({ pico: a.pico + b.pico, tokens: a.tokens + b.tokens });

const picoOf = ({ fixed, output }: UpperBound, tokens: number): bigint =>
  (fixed + output * BigInt(tokens) + IN_PICO - 1n) / IN_PICO;

/** How many output tokens so much money buys behind the prompt. */
function affordable({ fixed, output }: UpperBound, pico: bigint): number {
  const room = pico * IN_PICO - fixed;
  if (room <= 0n) return 0;
  return output === 0n ? Infinity : Number(room / output);
}
