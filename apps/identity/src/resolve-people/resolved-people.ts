import type { PersonRef } from '@arbiter/contracts';
import { keyOf } from '../accounts/account.ts';
import type { Claim } from '../accounts/claim.ts';
import type { OwnedAccount, Person } from '../persistence/account.repository.ts';
import { membershipAt } from './membership.ts';

/** The people behind some claims. */
export class ResolvedPeople {
  readonly #accounts: ReadonlyMap<string, OwnedAccount>;
  readonly #bots = new Set<string>();

  constructor(accounts: ReadonlyMap<string, OwnedAccount>) {
    this.#accounts = accounts;
  }

  /** Who makes the claim, with team and department as they were at `instant`; undefined where nobody can be named. */
  refOf(claim: Claim, instant: string): PersonRef | undefined {
    const person = this.#personOf(claim);
    if (!person) return undefined;
    const { id, kind, standing, memberships } = person;
    if (this.#bots.has(id)) return { id, kind: 'bot', standing: 'known' };
    return { id, kind, standing, ...membershipAt(memberships, instant) };
  }

  /** Takes note of those who passed for people and are automata by what is known now. Answers their ids. */
  unmaskedBots(claims: readonly Claim[]): readonly string[] {
    for (const claim of claims) {
      if (!claim.bot) continue;
      const person = this.#personOf(claim);
      if (person?.kind === 'human' && person.standing === 'provisional') this.#bots.add(person.id);
    }
    return [...this.#bots];
  }

  /** What somebody said ranks before what merely was seen. */
  #personOf({ accounts, canonical }: Claim): Person | undefined {
    for (const account of accounts) {
      const owned = this.#accounts.get(keyOf(account));
      if (owned?.evidence === 'directory') return owned.person;
    }
    return canonical && this.#accounts.get(keyOf(canonical))?.person;
  }
}
