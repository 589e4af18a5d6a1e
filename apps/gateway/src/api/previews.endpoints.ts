import { MAX_PREVIEWED, PreviewCommitments, PreviewedItem, PreviewedText } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';

const Found = z.object({ items: z.array(PreviewedItem) });

/** What extraction by rules would find in a text. */
@Injectable()
export class PreviewsEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/commitments/preview',
      tag: 'Commitments',
      summary: 'Says what promises and debt notes the rules find in a text, or in many. Nothing is stored.',
      input: z.object({
        ...PreviewedText.partial().shape,
        items: z.array(PreviewedText).min(1).max(MAX_PREVIEWED).optional().describe('A batch of these.'),
      }),
      output: z.union([Found, z.object({ previews: z.array(Found) })]),
      run: async ({ items, ...one }) => {
        const texts = (items ?? [PreviewedText.parse(one)]).map((text) => given(text));
        const { previews } = await this.queries.ask(PreviewCommitments, { texts }, { timeoutMs: 10_000 });
        return items ? { previews } : { items: previews[0]?.items ?? [] };
      },
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
