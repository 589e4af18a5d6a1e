import {
  Decision,
  DecideIntervention,
  DecisionOutcome,
  InboxItem,
  InterventionState,
  ListAcceptance,
  ListInbox,
  ShowIntervention,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given, Limit } from './parameters.ts';
import { meantBy, PersonName } from './person-address.ts';

const tag = 'Interventions';
const one = { id: z.uuid().describe('The intervention.') };

const Acceptance = z.object({
  department: z.string().describe('Empty: people of no department.'),
  decided: z.int(),
  accepted: z.int(),
  modified: z.int(),
  rate: z.number().describe('accepted / decided.'),
  rateWithModified: z.number().describe('(accepted + modified) / decided.'),
});

/** What is proposed to be said to people, and what leads decide about it. */
@Injectable()
export class InterventionsEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/interventions',
      tag,
      personal: true,
      summary: 'Interventions, newest first; of one state or person where that is asked. A personal key shows its own.',
      input: z.object({ limit: Limit, state: InterventionState.optional(), person_id: z.uuid().optional() }),
      output: z.object({ items: z.array(InboxItem), total: z.int() }),
      run: ({ limit, state, person_id }, { kind, id }) => {
        const personId = kind === 'person' ? id : person_id;
        return this.queries.ask(ListInbox, given({ limit, state, personId }));
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/interventions/acceptance',
      tag,
      summary: 'How leads take what is proposed, by department. Departments that decided nothing are not there.',
      input: z.object({}),
      output: z.object({ items: z.array(Acceptance) }),
      run: () => this.queries.ask(ListAcceptance, {}),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/interventions/:id',
      tag,
      summary: 'One intervention.',
      input: z.object(one),
      output: InboxItem,
      run: ({ id }) => this.queries.ask(ShowIntervention, { interventionId: id }),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/interventions/:id/decision',
      tag,
      personal: true,
      summary:
        'Decides about a proposal, once: a lead of the person, never the person. `outcome` says what came of it.',
      input: z.object({
        ...one,
        decision: Decision,
        by: PersonName.optional().describe('The lead; with a personal key nobody else than its own.'),
        text: z.string().min(1).max(4_000).optional().describe('With `modified`: what is said instead.'),
        reason: z.string().max(1_000).optional(),
        mistaken: z.boolean().optional().describe('With `rejected`: the promise was not broken.'),
      }),
      output: DecisionOutcome,
      run: ({ id, by, ...wish }, caller) =>
        this.queries.ask(DecideIntervention, given({ ...wish, interventionId: id, by: meantBy(by, caller) })),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
