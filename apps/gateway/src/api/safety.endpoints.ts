import {
  AuditText,
  Decision,
  GiveSafetyFeedback,
  Guidance,
  ListGuidance,
  SafetyCategory,
  SetGuidance,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';
import { addressOf, PersonName } from './person-address.ts';

const tag = 'Safety';

/** The safety supervisor: what it says to a text, its rules, and what leads say to it. */
@Injectable()
export class SafetyEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/safety/feedback',
      tag,
      summary: 'What a lead has done about a message, in CommitVigil’s form. Of an open proposal it is the decision.',
      input: z.object({
        intervention_id: z.string().min(1).max(256),
        user_id: z.string().max(255).optional().describe('Whom the message is about.'),
        manager_id: PersonName,
        action_taken: Decision,
        final_message_sent: z.string().max(4_000).optional(),
        comments: z.string().max(2_000).nullish(),
      }),
      output: z.object({
        status: z.literal('success'),
        message: z.string(),
        outcome: z.string(),
        feedbackId: z.uuid(),
      }),
      run: async ({ intervention_id, manager_id, action_taken, final_message_sent, comments }) => {
        const feedback = { interventionId: intervention_id, action: action_taken, by: addressOf(manager_id) };
        const said = given({ text: final_message_sent, comment: comments ?? undefined });
        const { outcome, feedbackId } = await this.queries.ask(GiveSafetyFeedback, { ...feedback, ...said });
        return { status: 'success' as const, message: 'The feedback is kept.', outcome, feedbackId };
      },
    }),
    endpoint({
      method: 'POST',
      path: '/v1/safety/audit',
      tag,
      summary: 'What the supervisor says to a text, and how it would correct it. Nothing is stored.',
      input: z.object({ text: z.string().max(15_000), department: z.string().max(128).optional() }),
      output: z.object({
        category: SafetyCategory,
        hits: z.array(z.string()),
        confidence: z.number(),
        correction: z.object({ kind: z.string(), text: z.string() }).nullable(),
      }),
      run: (text) => this.queries.ask(AuditText, given(text)),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/safety/rules',
      tag,
      summary: 'The operator’s own rules.',
      input: z.object({}),
      output: z.object({ items: z.array(Guidance) }),
      run: () => this.queries.ask(ListGuidance, {}),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/safety/rules',
      tag,
      summary: 'Writes the rules of everybody, an industry, or a department of it. They hold from the next message on.',
      input: Guidance,
      output: Guidance,
      run: (guidance) => this.queries.ask(SetGuidance, { guidance }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
