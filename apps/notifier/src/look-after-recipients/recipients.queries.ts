import {
  type LeadScope,
  ListLeads,
  type ReplyOf,
  type RequestOf,
  SetLeads,
  SetPreferences,
  ShowPreferences,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { Contacts } from '../look-up/contacts.ts';
import { refuse } from '../notifier.errors.ts';
import { LeadRepository } from '../persistence/lead.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';
import { isZone } from '../rules/zoned-time.ts';
import { ChangeWishes } from './change-wishes.ts';

/** How people want to be spoken to, and who decides for whom. */
@Controller()
export class RecipientQueries {
  constructor(
    private readonly recipients: RecipientRepository,
    private readonly leads: LeadRepository,
    private readonly contacts: Contacts,
    private readonly changeWishes: ChangeWishes,
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
    return { personId, preferences: await this.changeWishes.run(personId, preferences) };
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
