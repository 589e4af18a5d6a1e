import {
  ListLeads,
  Preferences,
  SetConsent,
  SetLeads,
  SetPreferences,
  ShowConsent,
  ShowPreferences,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../doors/api-key.ts';
import { Problem } from '../http/problem.ts';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';
import { addressOf, meantBy, PersonName } from './person-address.ts';

const tag = 'Interventions';
const Known = z.object({ personId: z.uuid(), preferences: Preferences });
const Leads = z.object({
  items: z.array(z.object({ scope: z.object({ type: z.string(), name: z.string() }), personId: z.uuid() })),
});

const MayKnow = z.boolean().describe('Whether leads may hear when what the person says sounds like distress.');
const Consent = z.object({ personId: z.uuid(), leadsMayKnow: MayKnow });

const Named = z.object({
  team: z.string().min(1).max(128).optional(),
  department: z.string().min(1).max(128).optional(),
  leads: z.array(PersonName).max(100),
});

/** How people want to be spoken to, and who decides for whom. */
@Injectable()
export class InterventionsPeopleEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/interventions/preferences',
      tag,
      personal: true,
      summary: 'How a person wants to be spoken to.',
      input: z.object({ person: PersonName.optional() }),
      output: Known,
      run: ({ person }, caller) => this.queries.ask(ShowPreferences, { person: meantBy(person, caller) }),
    }),
    endpoint({
      method: 'PATCH',
      path: '/v1/interventions/preferences',
      tag,
      personal: true,
      summary: 'Changes what is given: zone, language, channels, quiet hours, leave, digest, opting out.',
      input: Preferences.extend({ person: PersonName.optional() }),
      output: Known,
      run: ({ person, ...preferences }, caller) =>
        this.queries.ask(SetPreferences, { person: meantBy(person, caller), preferences: given(preferences) }),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/interventions/consent',
      tag,
      personal: true,
      summary: "Whether the person's leads may hear of distress. With the person's own key only.",
      input: z.object({}),
      output: Consent,
      run: (_, caller) => this.queries.ask(ShowConsent, { person: themselves(caller) }),
    }),
    endpoint({
      method: 'PATCH',
      path: '/v1/interventions/consent',
      tag,
      personal: true,
      summary:
        'Gives that consent, or takes it back at once. With the person’s own key only; it stands in the audit log.',
      input: z.object({ leadsMayKnow: MayKnow }),
      output: Consent,
      run: ({ leadsMayKnow }, caller) => this.queries.ask(SetConsent, { person: themselves(caller), leadsMayKnow }),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/interventions/leads',
      tag,
      summary: 'Who decides for whom.',
      input: z.object({}),
      output: Leads,
      run: () => this.queries.ask(ListLeads, {}),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/interventions/leads',
      tag,
      summary: 'Replaces the leads of each team, department, or (with neither) of the organisation.',
      input: z.object({ items: z.array(Named).min(1).max(500) }),
      output: Leads,
      run: ({ items }) => this.queries.ask(SetLeads, { leads: items.map(leadsOf) }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}

/** @throws Problem for the operator: a consent that somebody else gives is none */
function themselves({ kind, id }: Caller) {
  if (kind !== 'person') throw new Problem('person-only');
  return { personId: id };
}

function leadsOf({ team, department, leads }: z.infer<typeof Named>) {
  const people = leads.map(addressOf);
  if (team !== undefined) return { scope: { type: 'team' as const, name: team }, people };
  if (department !== undefined) return { scope: { type: 'department' as const, name: department }, people };
  return { scope: { type: 'organization' as const, name: '' }, people };
}
