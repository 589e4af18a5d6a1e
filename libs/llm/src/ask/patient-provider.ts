import { Postponed } from '@arbiter/service';
import { setTimeout as delay } from 'node:timers/promises';
import { Contended } from '../budget/budget-gate.ts';
import { ModelFault } from '../providers/model-fault.ts';
import type { ModelProvider } from '../providers/provider.ts';
import { CircuitBreaker } from '../routing/circuit-breaker.ts';
import { Slots } from '../routing/slots.ts';
import { type Attempt, type Attempted, type AttemptRules, attempt } from './attempt.ts';

/** First pause before another attempt, milliseconds; each further one is twice as long. */
const FIRST_PAUSE = 500;

export interface PatienceRules extends AttemptRules {
  /** Further attempts after one that came to nothing. */
  readonly retries: number;
  /** Calls of one provider that are under way at once. */
  readonly atOnce: number;
}

/** One provider with its breaker: asked again where that may help, and left alone where it does not. */
export class PatientProvider {
  readonly provider: ModelProvider;
  readonly #rules: PatienceRules;
  readonly #breaker: CircuitBreaker;
  readonly #slots: Slots;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(provider: ModelProvider, rules: PatienceRules) {
    this.provider = provider;
    this.#rules = rules;
    this.#breaker = new CircuitBreaker(provider.name);
    this.#slots = new Slots(rules.atOnce);
  }

  /** Whether it has answered anybody since then (`performance.now()`). */
  answeredSince(instant: number): boolean {
    return this.#answeredAt > instant;
  }

  /**
   * Attempts until there is an answer. Every attempt has a reservation of its own.
   * @throws ModelFault once no further attempt is of use; NothingLeft, DependencyDown
   * @throws Postponed where others hold what is left of the budget for longer than a call may take
   */
  async ask(asked: Omit<Attempt, 'provider'>, signal?: AbortSignal): Promise<Attempted> {
    let fault: ModelFault | undefined;
    for (let failures = 0; ; failures++) {
      try {
        return await this.#attemptInTurn({ ...asked, provider: this.provider }, signal);
      } catch (error) {
        if (!(error instanceof ModelFault) || !error.retryable) throw error;
        // What this question met itself tells more than that the breaker has opened over it.
        if (error.kind === 'breaker-open') throw fault ?? error;
        fault = error;
        const pause = error.retryAfter ?? FIRST_PAUSE * 2 ** failures * (0.75 + Math.random() / 2);
        // Who asks to be left alone for longer than a call may take is left to the next route, or to a later time.
        if (failures >= this.#rules.retries || pause > this.#rules.timeout) throw error;
        await delay(pause, undefined, signal && { signal });
      }
    }
  }

  /** Waits while others hold what is left of the budget, but takes no other account's place among the calls meanwhile. */
  async #attemptInTurn(asked: Attempt, signal: AbortSignal | undefined): Promise<Attempted> {
    const deadline = performance.now() + this.#rules.timeout;
    for (;;) {
      try {
        return await this.#slots.run(() => this.#attempt(asked, signal));
      } catch (error) {
        if (!(error instanceof Contended)) throw error;
        const pause = error.retryAfter * (0.75 + Math.random() / 2);
        if (performance.now() + pause > deadline) throw new Postponed(error.message, new Date(), error);
        await delay(pause, undefined, signal && { signal });
      }
    }
  }

  async #attempt(asked: Attempt, signal: AbortSignal | undefined): Promise<Attempted> {
    const breaker = this.#breaker;
    if (!breaker.admits()) throw new ModelFault(this.provider.name, 'breaker-open', { retryAfter: breaker.wait });
    try {
      const attempted = await attempt(asked, this.#rules, signal);
      breaker.succeeded();
      this.#answeredAt = performance.now();
      return attempted;
    } catch (error) {
      // A request that makes no sense, or that we gave up, says nothing about the provider's health.
      const telling = error instanceof ModelFault && error.kind !== 'rejected' && error.kind !== 'aborted';
      if (telling) breaker.failed();
      else breaker.withdrew();
      throw error;
    }
  }
}
