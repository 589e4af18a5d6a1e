import { setTimeout as delay } from 'node:timers/promises';
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

  constructor(provider: ModelProvider, rules: PatienceRules) {
    this.provider = provider;
    this.#rules = rules;
    this.#breaker = new CircuitBreaker(provider.name);
    this.#slots = new Slots(rules.atOnce);
  }

  /**
   * Attempts until there is an answer. Every attempt has a reservation of its own.
   * @throws ModelFault once no further attempt is of use; NothingLeft, DependencyDown
   */
  async ask(asked: Omit<Attempt, 'provider'>, signal?: AbortSignal): Promise<Attempted> {
    for (let failures = 0; ; failures++) {
      try {
        return await this.#slots.run(() => this.#attempt({ ...asked, provider: this.provider }, signal));
      } catch (error) {
        if (!(error instanceof ModelFault) || !error.retryable || error.kind === 'breaker-open') throw error;
        const pause = error.retryAfter ?? FIRST_PAUSE * 2 ** failures * (0.75 + Math.random() / 2);
        // Who asks to be left alone for longer than a call may take is left to the next route, or to a later time.
        if (failures >= this.#rules.retries || pause > this.#rules.timeout) throw error;
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
