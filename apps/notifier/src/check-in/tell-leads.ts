import type { Contact } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { availabilityOf } from '../look-up/availability.ts';
import { Contacts } from '../look-up/contacts.ts';
import { SHIPPED } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { LeadRepository } from '../persistence/lead.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';
import { askedOf } from '../rules/approval.ts';
import { personaOf } from '../rules/persona.ts';
import { mayBeSentAt } from '../rules/send-window.ts';
import type { Shipped } from '../rules/shipped.ts';
import { SayAtOnce } from './say-at-once.ts';

/**
 * Rule 2: leads hear that somebody is having a hard time, and only with that person's consent. It is said at once or not
 * at all, because nothing of it may be written down: no outbox, no journal, no audit log, no repetition.
 */
@Injectable()
export class TellLeads {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    @Inject(SHIPPED) private readonly shipped: Shipped,
    private readonly clock: Clock,
    private readonly recipients: RecipientRepository,
    private readonly leads: LeadRepository,
    private readonly contacts: Contacts,
    private readonly sayAtOnce: SayAtOnce,
  ) {}

  /** Answers whether anybody heard of it, or may have. */
  async run(personId: string): Promise<boolean> {
    const [person] = await this.contacts.find([{ personId }]);
    if (!person) return false;
    const { team = null, department = null } = person;
    const leads = await this.leads.of({ team, department });
    const idOf = await this.contacts.identities(leads.map((lead) => lead.personId));
    const present = leads.map((lead) => ({ ...lead, personId: idOf(lead.personId) }));
    const told = await Promise.all(askedOf(present, person.personId).map((lead) => this.#tell(lead, person)));
    return told.includes(true);
  }

  async #tell(lead: string, person: Contact): Promise<boolean> {
    const [contact] = await this.contacts.find([{ personId: lead }]);
    const { preferences } = await this.recipients.find(lead);
    const words = personaOf(this.shipped.personas, preferences.language).hardTime;
    if (!contact || words === undefined) return false;
    const now = this.clock.now();
    if (mayBeSentAt(now, availabilityOf(preferences, this.config), this.shipped.holidays) > now) return false;
    const who = person.email ?? `person ${person.personId.slice(0, 8)}`;
    return this.sayAtOnce.run(words.replaceAll('{who}', who), contact, preferences);
  }
}
