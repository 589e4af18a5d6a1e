import {
  type QueryDefinition,
  ReserveBudget,
  type RequestOf,
  ShowPrices,
  type SettleReservation,
  type TokenUsage,
} from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import type { Asks, RefusingBudget } from '../budget/budget-gate.ts';

type Reserved = RequestOf<typeof ReserveBudget>;
type Settled = RequestOf<typeof SettleReservation>;

/**
 * The other side of the budget's contract, in memory: a budget of so many tokens, which cost one each. It keeps to the
 * contract and checks that its callers do.
 */
export class Till implements Asks {
  /** Every reservation that was granted, and how it was settled. */
  readonly granted = new Map<string, { readonly request: Reserved; held: number; outcome?: Settled['outcome'] }>();
  left: number;
  refusal: RefusingBudget | undefined;
  away = false;
  /** Teams for which nothing is left. */
  readonly poor = new Set<string>();
  /** Prices that were imported, by model: rates from the beginning on. */
  readonly prices = new Map<string, Readonly<Record<string, unknown>>>();
  /** How often it said no. */
  refusals = 0;

  constructor(left = 1e9) {
    this.left = left;
  }

  ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply> {
    if (this.away) return Promise.reject(new DependencyDown('cost-accounting'));
    const valid: unknown = query.parseRequest(request);
    return Promise.resolve(query.parseReply(this.#answer(query.subject, valid)));
  }

  #answer(subject: string, request: unknown): unknown {
    if (subject === ReserveBudget.subject) return this.#reserve(request as Reserved);
    if (subject === ShowPrices.subject) return this.#show(request as RequestOf<typeof ShowPrices>);
    return this.#settle(request as Settled);
  }

  #show({ model }: RequestOf<typeof ShowPrices>): unknown {
    const rates = this.prices.get(model);
    return { items: rates ? [{ effectiveFrom: '2026-01-01T00:00:00Z', source: 'api', rates }] : [] };
  }

  /** How the reservations ended, in the order of granting. */
  get outcomes(): readonly (string | undefined)[] {
    return [...this.granted.values()].map(({ outcome }) => outcome?.kind);
  }

  #reserve(request: Reserved): unknown {
    const room = this.poor.has(request.subject.team ?? '') ? 0 : this.left - request.input;
    if (room < request.minOutput) {
      this.refusals++;
      const held = [...this.granted.values()].some(({ outcome }) => !outcome);
      return held
        ? { granted: false, reason: 'contended', retryAfterMs: 5 }
        : { granted: false, reason: 'exhausted', ...(this.refusal && { budget: this.refusal }) };
    }
    const maxOutput = Math.min(request.maxOutput, room);
    this.left -= request.input + maxOutput;
    this.granted.set(request.reservationId, { request, held: request.input + maxOutput });
    return { granted: true, maxOutput, heldPico: String(request.input + maxOutput) };
  }

  #settle({ reservationId, outcome }: Settled): unknown {
    const reservation = this.granted.get(reservationId);
    if (!reservation) return { settledPico: '0', estimated: false };
    if (!reservation.outcome) this.left += reservation.held - costOf(outcome, reservation.held);
    reservation.outcome ??= outcome;
    return { settledPico: String(costOf(outcome, reservation.held)), estimated: outcome.kind === 'unknown' };
  }
}

function costOf(outcome: Settled['outcome'], held: number): number {
  if (outcome.kind === 'not-billed') return 0;
  return outcome.kind === 'unknown' ? held : sumOf(outcome.tokens);
}

export const sumOf = ({ input, cacheRead, cacheWrite5m, cacheWrite1h, output }: TokenUsage): number =>
  input + cacheRead + cacheWrite5m + cacheWrite1h + output;
