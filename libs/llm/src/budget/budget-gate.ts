import {
  type QueryDefinition,
  type ReplyOf,
  ReserveBudget,
  type RequestOf,
  SettleReservation,
} from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { randomUUID } from 'node:crypto';

/** Asks other services: the part of `Queries` that is needed here. */
export interface Asks {
  ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply>;
}

/** What a call is about to use at most, and on whose account. */
export type Wanted = Omit<RequestOf<typeof ReserveBudget>, 'reservationId'>;

export type Outcome = RequestOf<typeof SettleReservation>['outcome'];

/** The budget that refused, and what it wants to be done. */
export type RefusingBudget = NonNullable<Extract<ReplyOf<typeof ReserveBudget>, { granted: false }>['budget']>;

/** Money that is set aside for one attempt. */
export interface Reservation {
  readonly id: string;
  /** The `max_tokens` to ask with. */
  readonly maxOutput: number;
}

/** Nothing useful is left. What happens then is the caller's decision, as the budget wants it. */
export class NothingLeft extends Error {
  readonly budget: RefusingBudget | undefined;

  constructor(budget: RefusingBudget | undefined) {
    super('nothing useful is left of the budget');
    this.name = 'NothingLeft';
    this.budget = budget;
  }
}

/** Others hold what is left, for now. */
export class Contended extends Error {
  /** When to ask again, milliseconds. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('others hold what is left of the budget');
    this.name = 'Contended';
    this.retryAfter = retryAfter;
  }
}

/** Pause before asking again where others hold what is left, milliseconds, if nobody says how long. */
const PAUSE = 200;

/** How often a settlement is tried. What fails all the same expires, and is charged whole: never too little. */
const SETTLEMENTS = 3;

/** The door before every paid call: no reservation, no call. */
export class BudgetGate {
  readonly #queries: Asks;
  readonly #log = logger('budget');

  constructor(queries: Asks) {
    this.#queries = queries;
  }

  /**
   * Sets money aside for one attempt.
   * @throws NothingLeft where nothing useful is left; Contended where others hold it
   * @throws DependencyDown where it cannot be told: then nothing may be spent
   */
  async reserve(wanted: Wanted): Promise<Reservation> {
    const id = randomUUID();
    const reply = await this.#ask({ ...wanted, reservationId: id });
    if (reply.granted) return { id, maxOutput: Math.min(reply.maxOutput, wanted.maxOutput) };
    if (reply.reason === 'exhausted') throw new NothingLeft(reply.budget);
    if (reply.reason === 'closed') throw new DependencyDown('budget');
    throw new Contended(reply.retryAfterMs ?? PAUSE);
  }

  /** Says what became of the attempt. What cannot be said now is said by the usage event, or by the lease's end. */
  async settle({ id }: Pick<Reservation, 'id'>, outcome: Outcome): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#queries.ask(SettleReservation, { reservationId: id, outcome });
        return;
      } catch (error) {
        if (tries === SETTLEMENTS) {
          this.#log.warn({ error, outcome: outcome.kind }, 'a reservation could not be settled, it expires');
          return;
        }
      }
    }
  }

  /** Asks twice under one id. What may have been granted to nobody is given back: its call is never made. */
  async #ask(request: RequestOf<typeof ReserveBudget>): Promise<ReplyOf<typeof ReserveBudget>> {
    try {
      return await this.#queries.ask(ReserveBudget, request).catch(() => this.#queries.ask(ReserveBudget, request));
    } catch (error) {
      void this.settle({ id: request.reservationId }, { kind: 'not-billed' });
      throw error instanceof DependencyDown ? error : new DependencyDown('cost-accounting', error);
    }
  }
}
