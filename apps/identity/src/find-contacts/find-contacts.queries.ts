import { type Contact, FindContacts, type PersonAddress, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { Claims } from '../accounts/claims.ts';
import { DiscoverSlack } from '../discover-slack/discover-slack.ts';
import { type ContactRow, ContactRepository, type Wanted } from '../persistence/contact.repository.ts';
import { membershipAt } from '../resolve-people/membership.ts';

/** Says who is meant and where they can be reached: for whoever has something to say to them, at the moment of saying it. */
@Controller()
export class FindContactsQueries {
  constructor(
    private readonly contacts: ContactRepository,
    private readonly claims: Claims,
    private readonly discoverSlack: DiscoverSlack,
  ) {}

  @Answers(FindContacts)
  async find({ people }: RequestOf<typeof FindContacts>): Promise<ReplyOf<typeof FindContacts>> {
    const found = await this.contacts.find(people.map((address) => this.#wanted(address)));
    const now = new Date().toISOString();
    const contacts = people.map((_, place) => contactOf(found.get(place), now));
    return { contacts: await Promise.all(contacts.map((contact) => this.#withSlack(contact))) };
  }

  /** Whoever has an address and no Slack account yet may have one that nobody has told of. */
  async #withSlack(contact: Contact | null): Promise<Contact | null> {
    if (contact?.email === undefined || contact.slackId !== undefined) return contact;
    const slackId = await this.discoverSlack.runOne(contact.email);
    return slackId === undefined ? contact : { ...contact, slackId };
  }

  #wanted(address: PersonAddress): Wanted {
    if ('personId' in address) return { kind: 'person', value: address.personId };
    if ('slackId' in address) return { kind: 'slack', value: address.slackId.trim() };
    const text = 'email' in address ? address.email : address.userId.trim().normalize('NFC');
    if (!text.includes('@')) return { kind: 'directory', value: text };
    // An account's own spelling; what is no address names nobody.
    return this.claims.ofEmail(text).accounts[0] ?? { kind: 'email', value: '' };
  }
}

function contactOf(row: ContactRow | undefined, now: string): Contact | null {
  if (row === undefined) return null;
  const { personId, slackId, email, memberships } = row;
  return {
    personId,
    ...(slackId !== null && { slackId }),
    ...(email !== null && { email }),
    ...membershipAt(memberships, now),
  };
}
