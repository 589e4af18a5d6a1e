import { ListLeads, Preferences, SetLeads, SetPreferences, ShowPreferences } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';
import { addressOf, meantBy, PersonName } from './person-address.ts';

const tag = 'Interventions';
const Known = z.object({ personId: z.uuid(), preferences: Preferences });
const Leads = z.object({
  items: z.array(z.object({ scope: z.object({ type: z.string(), name: z.string() }), personId: z.uuid() })),
});

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

function leadsOf({ team, department, leads }: z.infer<typeof Named>) {
  const people = leads.map(addressOf);
  if (team !== undefined) return { scope: { type: 'team' as const, name: team }, people };
  if (department !== undefined) return { scope: { type: 'department' as const, name: department }, people };
  return { scope: { type: 'organization' as const, name: '' }, people };
}
