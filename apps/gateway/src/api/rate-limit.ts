import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { hash } from 'node:crypto';
import type { GatewayConfig } from '../gateway.config.ts';
import { Problem } from '../http/problem.ts';

const WINDOW = 60_000;
/** Clients counted here while Redis is away, at most. */
const MOST_CLIENTS = 10_000;

/** How much a client has left. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until there is a full allowance again. */
  readonly reset: number;
}

/** Counts each client's requests per minute: in Redis, for all gateways together, or here while Redis is away. */
@Injectable()
export class RateLimit {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();
  #window = 0;

  constructor(
    private readonly redis: Redis,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.#limit = config.ARBITER_API_RATE_LIMIT_PER_MINUTE;
  }

  /** @throws Problem when the client has used its allowance up */
  async take(client: string): Promise<Allowance> {
    const now = Date.now();
    const window = Math.floor(now / WINDOW);
    const used = await this.#count(hash('sha256', client, 'hex').slice(0, 32), window);
    const reset = Math.ceil(((window + 1) * WINDOW - now) / 1000);
    const allowance = { limit: this.#limit, remaining: Math.max(0, this.#limit - used), reset };
    if (used > this.#limit) {
      throw new Problem('rate-limited', undefined, { 'retry-after': String(reset), ...headersOf(allowance) });
    }
    return allowance;
  }

  async #count(client: string, window: number): Promise<number> {
    try {
      const key = `arbiter:rate:${String(window)}:${client}`;
      const replies = await this.redis
        .multi()
        .incr(key)
        .pexpire(key, 2 * WINDOW)
        .exec();
      return Number(replies?.[0]?.[1]);
    } catch {
      return this.#countHere(client, window);
    }
  }

  #countHere(client: string, window: number): number {
    if (window !== this.#window || this.#counts.size > MOST_CLIENTS) this.#counts.clear();
    this.#window = window;
    const used = (this.#counts.get(client) ?? 0) + 1;
    this.#counts.set(client, used);
    return used;
  }
}

export const headersOf = ({ limit, remaining, reset }: Allowance): Record<string, string> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(reset),
});
