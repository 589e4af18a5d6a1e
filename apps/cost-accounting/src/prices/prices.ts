import {
  type ModelPrice,
  type ServiceTier,
  type TokenUsage,
  type UpperBound,
  PriceBook,
  bill,
  shippedPrices,
  upperBound,
} from '@arbiter/pricing';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type ImportedPrice, PriceRepository } from '../persistence/price.repository.ts';

/** An amount, and what it rests on. */
export interface Price {
  readonly pico: bigint;
  readonly basis: 'price-book' | 'free' | 'unpriced';
}

/** Providers that cost nothing, whatever they are asked. */
const FREE = new Set(['mock']);

/**
 * What a token of a model without a known price is held at, in 10^-30 US dollars: as much as the dearest models cost ($150
 * a million tokens in, $600 out). Unknown is not free: better held too high than overspent.
 */
const PICO = 10n ** 18n;
const HELD_INPUT = 150_000_000n * PICO;
const HELD_OUTPUT = 600_000_000n * PICO;

/** How often a replica looks whether another one has imported prices, milliseconds. */
const LOOK_EVERY = 2_000;

/** What a call is asked of. */
export interface Asked {
  readonly provider: string;
  readonly model: string;
  readonly serviceTier?: ServiceTier | undefined;
}

/** The price book in use: the shipped prices, and above them whatever was imported. */
@Injectable()
export class Prices implements OnModuleInit, OnModuleDestroy {
  #book = bookOf([]);
  #seq = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly repository: PriceRepository) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY);
    void this.#look();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** Takes up what was imported since the last look. */
  async refresh(): Promise<void> {
    if ((await this.repository.lastSeq()) === this.#seq) return;
    const imported = await this.repository.all();
    this.#book = bookOf(imported);
    this.#seq = imported.at(-1)?.seq ?? 0;
  }

  async #look(): Promise<void> {
    await this.refresh().catch((error: unknown) => {
      if (!(error instanceof DependencyDown)) logger('prices').error({ error }, 'could not take up imported prices');
    });
  }

  find(model: string, at: number, provider?: string): ModelPrice | undefined {
    return this.#book.find(model, at, provider);
  }

  /** What a call cost, at the prices of its time. Reasoning is part of the output. */
  priceOf({ provider, model, serviceTier }: Asked, tokens: TokenUsage, at: number): Price {
    if (FREE.has(provider)) return { pico: 0n, basis: 'free' };
    const price = this.#book.find(model, at, provider);
    const billed = price && bill(price, tokens, serviceTier);
    return billed ? { pico: billed.pico, basis: 'price-book' } : { pico: heldFor(tokens), basis: 'unpriced' };
  }

  /** The most that a call can cost. */
  mostOf(
    { provider, model, serviceTier }: Asked,
    prompt: { input: number; cacheWrite: number },
    at: number,
  ): UpperBound {
    if (FREE.has(provider)) return { fixed: 0n, output: 0n };
    const price = this.#book.find(model, at, provider);
    const bound = price && upperBound(price, prompt, serviceTier);
    return bound ?? { fixed: HELD_INPUT * BigInt(prompt.input), output: HELD_OUTPUT };
  }
}

function heldFor({ input, cacheRead, cacheWrite5m, cacheWrite1h, output }: TokenUsage): bigint {
  const prompt = BigInt(input) + BigInt(cacheRead) + BigInt(cacheWrite5m) + BigInt(cacheWrite1h);
  return (prompt * HELD_INPUT + BigInt(output) * HELD_OUTPUT) / PICO;
}

function bookOf(imported: readonly ImportedPrice[]): PriceBook {
  const shipped = [...shippedPrices()].map(([model, row]) => ({ model, row, effectiveFrom: Number.NEGATIVE_INFINITY }));
  return new PriceBook().add(shipped).add(imported);
}
