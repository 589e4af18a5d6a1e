import { gauge } from '@arbiter/telemetry';

/** Faults in a row that open it. */
const LIMIT = 5;

/** How long it stays open before one call may try, milliseconds: first, and longest. */
const PAUSE = { first: 5_000, most: 60_000 };

/** What the gauge shows. */
const STATES = { closed: 0, trying: 1, open: 2 } as const;

/**
 * Spares a provider that fails again and again, and us the waiting: after five faults in a row nobody asks for a while,
 * then one call may try. Each further failure doubles the pause.
 */
export class CircuitBreaker {
  readonly #provider: string;
  readonly #now: () => number;
  #faults = 0;
  #openUntil = 0;
  #pause: number = PAUSE.first;
  #trying = false;

  constructor(provider: string, now: () => number = () => performance.now()) {
    this.#provider = provider;
    this.#now = now;
    this.#show('closed');
  }

  /** Whether a call may be made now. Whoever is let through says by `succeeded`, `failed` or `withdrew` what became of it. */
  admits(): boolean {
    if (this.#faults < LIMIT) return true;
    if (this.#trying || this.#now() < this.#openUntil) return false;
    this.#trying = true;
    this.#show('trying');
    return true;
  }

  /** When a call may be made again, milliseconds from now. */
  get wait(): number {
    return Math.max(0, this.#openUntil - this.#now());
  }

  succeeded(): void {
    if (this.#faults > 0) this.#show('closed');
    this.#faults = 0;
    this.#pause = PAUSE.first;
    this.#trying = false;
  }

  /** Nothing was learned of the provider. */
  withdrew(): void {
    if (this.#trying) this.#show('open');
    this.#trying = false;
  }

  failed(): void {
    this.#faults++;
    if (this.#faults < LIMIT) return;
    if (this.#trying) this.#pause = Math.min(this.#pause * 2, PAUSE.most);
    this.#trying = false;
    this.#openUntil = this.#now() + this.#pause;
    this.#show('open');
  }

  #show(state: keyof typeof STATES): void {
    gauge('llmBreakerState', { provider: this.#provider }, STATES[state]);
  }
}
