import { type Contact, FindContacts, type PersonAddress } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { refuse } from '../notifier.errors.ts';

/** Who is meant and where they can be reached, as identity knows it at this moment. */
@Injectable()
export class Contacts {
  constructor(private readonly queries: Queries) {}

  /** In the order of the request; null for whom nobody knows. */
  async find(people: readonly PersonAddress[]): Promise<readonly (Contact | null)[]> {
    if (people.length === 0) return [];
    const { contacts } = await this.queries.ask(FindContacts, { people: [...people] }, { timeoutMs: 2_000 });
    return contacts;
  }

  /** @throws QueryFailed `person-not-found` */
  async personId(address: PersonAddress): Promise<string> {
    if ('personId' in address) return address.personId;
    const [contact] = await this.find([address]);
    return contact?.personId ?? refuse('person-not-found');
  }
}
