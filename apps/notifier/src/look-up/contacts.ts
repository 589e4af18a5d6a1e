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

  /**
   * Who somebody is by now: people turn out to be one. Without it the subject of a proposal could decide about it under
   * another id of theirs.
   */
  async identities(ids: readonly string[]): Promise<(id: string) => string> {
    const people = [...new Set(ids)].map((personId) => ({ personId }));
    const contacts = await this.find(people);
    const known = new Map(people.map(({ personId }, index) => [personId, contacts[index]?.personId ?? personId]));
    return (id) => known.get(id) ?? id;
  }

  /** @throws QueryFailed `unknown-person` */
  async personId(address: PersonAddress): Promise<string> {
    if ('personId' in address) return address.personId;
    const [contact] = await this.find([address]);
    return contact?.personId ?? refuse('unknown-person');
  }
}
