import { CountFindings, CountJourneys, CountPeople, ListInbox, ListUnmatched, TotalCost } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given, inRepository, Limit } from './parameters.ts';

const Count = z.int().nonnegative();
const Journeys = z.object({ running: Count, complete: Count, deadLettered: Count });

/** Figures, and what waits for somebody. */
@Injectable()
export class SummaryEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/journeys/summary',
      tag: 'Figures',
      summary: "How many commits' journeys are running, complete, or given up.",
      input: z.object(inRepository),
      output: Journeys,
      run: (repository) => this.queries.ask(CountJourneys, given(repository)),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/summary',
      tag: 'Figures',
      summary: 'Journeys, people, findings and cost, of one repository or of all.',
      input: z.object(inRepository),
      output: z.object({
        journeys: Journeys,
        people: z.object({ people: Count, bots: Count, unmatched: Count }),
        findings: z.object({ analyzed: Count, commitments: Count, ambiguous: Count, debtNotes: Count }),
        cost: z.object({ calls: Count, usd: z.string(), pico: z.string() }),
      }),
      run: async (repository) => {
        const [journeys, people, findings, cost] = await Promise.all([
          this.queries.ask(CountJourneys, given(repository)),
          this.queries.ask(CountPeople, given(repository)),
          this.queries.ask(CountFindings, given(repository)),
          this.queries.ask(TotalCost, given(repository)),
        ]);
        return { journeys, people, findings, cost };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/inbox',
      tag: 'People',
      summary: 'Interventions in the in-app inbox, newest first.',
      input: z.object({ limit: Limit }),
      output: z.object({ items: z.array(z.looseObject({ interventionId: z.uuid() })), total: Count }),
      run: ({ limit }) => this.queries.ask(ListInbox, { limit }),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/people/unmatched',
      tag: 'People',
      summary: 'People whom nobody has named yet, most active first.',
      input: z.object({ limit: Limit }),
      output: z.object({ items: z.array(z.looseObject({ personId: z.uuid() })), total: Count }),
      run: ({ limit }) => this.queries.ask(ListUnmatched, { limit }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
