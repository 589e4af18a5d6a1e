import type { PersonRef } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { type Account, keyOf } from '../accounts/account.ts';
import type { Claim } from '../accounts/claim.ts';
import { AccountRepository, type Newcomer, type OwnedAccount } from '../persistence/account.repository.ts';
import { SeenHints } from '../suggest-people/seen-hints.ts';
import { ResolvedPeople } from './resolved-people.ts';

/** Finds the people behind claims, however many, in a statement or two; an unknown one becomes a provisional person. */
@Injectable()
export class People {
  readonly #seen = new SeenHints();

  constructor(private readonly accounts: AccountRepository) {}

  async resolveAll(claims: readonly Claim[]): Promise<ResolvedPeople> {
    const wanted = new Map<string, Account>();
    for (const { accounts } of claims) for (const account of accounts) wanted.set(keyOf(account), account);
    const known = byKey(await this.accounts.find([...wanted.values()]));

    const newcomers = newcomersAmong(claims, known);
    const hints = this.#seen.fresh(claims);
    if (newcomers.length > 0) {
      await this.accounts.admit(newcomers);
      // Read again rather than assumed: another replica, or an operator, may have come first.
      for (const owned of await this.accounts.find(newcomers.map(({ account }) => account))) {
        known.set(keyOf(owned), owned);
      }
    }

    await this.accounts.addTraits(hints);
    this.#seen.keep(hints);

    const people = new ResolvedPeople(known);
    const unmasked = people.unmaskedBots(claims);
    if (unmasked.length > 0) await this.accounts.markBots(unmasked);
    return people;
  }

  /** The people behind the claims at the given times, in their order. */
  async refsOf(claims: readonly (readonly [Claim, string])[]): Promise<readonly (PersonRef | undefined)[]> {
    const people = await this.resolveAll(claims.map(([claim]) => claim));
    return claims.map(([claim, at]) => people.refOf(claim, at));
  }
}

const byKey = (owned: readonly OwnedAccount[]) => new Map(owned.map((account) => [keyOf(account), account]));

/** The canonical accounts that nobody has met yet, each once. */
function newcomersAmong(claims: readonly Claim[], known: ReadonlyMap<string, OwnedAccount>): readonly Newcomer[] {
  const newcomers = new Map<string, Newcomer>();
  for (const { accounts, canonical, bot } of claims) {
    if (!canonical || known.has(keyOf(canonical))) continue;
    if (accounts.some((account) => known.get(keyOf(account))?.evidence === 'directory')) continue;
    const key = keyOf(canonical);
    newcomers.set(key, { account: canonical, bot: bot || newcomers.get(key)?.bot === true });
  }
  return [...newcomers.values()];
}
