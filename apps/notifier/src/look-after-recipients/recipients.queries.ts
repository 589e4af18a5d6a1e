import {
  type LeadScope,
  ListLeads,
  type Preferences,
  type ReplyOf,
  type RequestOf,
  SetLeads,
  SetPreferences,
  ShowPreferences,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Contacts } from '../look-up/contacts.ts';
import { refuse } from '../notifier.errors.ts';
import { LeadRepository } from '../persistence/lead.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';
import { isZone } from '../rules/zoned-time.ts';

/** How people want to be spoken to, and who decides for whom. */
@Controller()
export class RecipientQueries {
  constructor(
    private readonly recipients: RecipientRepository,
    private readonly leads: LeadRepository,
    private readonly contacts: Contacts,
    private readonly clock: Clock,
  ) {}

  @Answers(ShowPreferences)
  async show({ person }: RequestOf<typeof ShowPreferences>): Promise<ReplyOf<typeof ShowPreferences>> {
    const personId = await this.contacts.personId(person);
    return { personId, preferences: (await this.recipients.find(personId)).preferences };
  }

  @Answers(SetPreferences)
  async set({ person, preferences }: RequestOf<typeof SetPreferences>): Promise<ReplyOf<typeof SetPreferences>> {
    if (preferences.zone !== undefined && !isZone(preferences.zone)) return refuse('unknown-zone');
    const personId = await this.contacts.personId(person);
    return {
      personId,
      preferences: await this.recipients.change(personId, withoutNothing(preferences), this.clock.now()),
    };
  }

  @Answers(ListLeads)
  async listLeads(_: RequestOf<typeof ListLeads>): Promise<ReplyOf<typeof ListLeads>> {
    return { items: [...(await this.leads.all())] };
  }

  @Answers(SetLeads)
  async setLeads({ leads }: RequestOf<typeof SetLeads>): Promise<ReplyOf<typeof SetLeads>> {
    const named: { scope: LeadScope; personId: string }[] = [];
    for (const { scope, people } of leads) {
      for (const person of people) named.push({ scope, personId: await this.contacts.personId(person) });
    }
    await this.leads.replace(
      leads.map(({ scope }) => scope),
      named,
    );
    return { items: [...(await this.leads.all())] };
  }
}

/** What is not given stays as it is. */
const withoutNothing = (preferences: Preferences): Preferences =>
  Object.fromEntries(Object.entries(preferences).filter(([, value]) => value !== undefined));
