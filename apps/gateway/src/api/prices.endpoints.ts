import { ImportPrices, PriceRow, ShowPrices } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';

const Instant = z.iso.datetime({ offset: true });

/** The price book. */
@Injectable()
export class PricesEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/prices',
      tag: 'Prices',
      summary: 'Adds prices from a date on, as rows of the LiteLLM table. What was priced before stays as it is.',
      input: z.object({
        models: z.record(z.string().min(1).max(128), PriceRow).describe('Rows by model.'),
        effectiveFrom: Instant.optional().describe('From when on they hold; left out: from now on.'),
        source: z.string().min(1).max(256).default('api').describe('Where they come from.'),
      }),
      output: z.object({
        imported: z.int(),
        unchanged: z.int(),
        skipped: z.int().describe('Rows without a price for tokens.'),
        effectiveFrom: z.string(),
      }),
      run: (prices) => this.queries.ask(ImportPrices, given(prices), { timeoutMs: 30_000 }),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/prices',
      tag: 'Prices',
      summary: 'Every price of a model, latest first.',
      input: z.object({ model: z.string().min(1).max(128).describe('The model, as the price book names it.') }),
      output: z.object({
        items: z.array(
          z.object({ effectiveFrom: z.string(), source: z.string(), rates: z.record(z.string(), z.unknown()) }),
        ),
      }),
      run: ({ model }) => this.queries.ask(ShowPrices, { model }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
