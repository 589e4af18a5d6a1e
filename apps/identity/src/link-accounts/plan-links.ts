import { type Account, keyOf, ownPersonOf } from '../accounts/account.ts';
import { GivenTwice } from '../identity.errors.ts';

/** Somebody said: the person of these accounts also has that one. */
export interface Link {
  /** The accounts that name the person, first in rank first; at least one. */
  readonly person: readonly [Account, ...Account[]];
  readonly account: Account;
  /** Who the person is, where that is known already. */
  readonly personId?: string | undefined;
  readonly team?: string | undefined;
  readonly department?: string | undefined;
}

/** Whose an account is, if somebody said so. */
export type Owners = ReadonlyMap<string, string>;

/** An account goes to a person. */
export interface Assignment {
  readonly account: Account;
  readonly personId: string;
  readonly previousPersonId: string | null;
}

export interface Placement {
  readonly personId: string;
  readonly team?: string | undefined;
  readonly department?: string | undefined;
}

export interface LinkPlan {
  readonly assignments: readonly Assignment[];
  readonly placements: readonly Placement[];
  /** In the order of the links: whose the account is now, and whether that is new. */
  readonly results: readonly { readonly personId: string; readonly created: boolean }[];
}

/**
 * What has to change so that the links hold, one after the other. A person who is named by an account that nobody has
 * spoken about gets the id that the account stands for by itself, so that it makes no difference whether they committed
 * before they were named or after.
 * @throws GivenTwice where one account is given to two people: nobody can tell which of both is meant
 */
export function planLinks(links: readonly Link[], known: Owners): LinkPlan {
  const owners = new Map(known);
  const assignments: Assignment[] = [];
  const assign = (account: Account, personId: string): boolean => {
    const owner = owners.get(keyOf(account));
    if (owner === personId) return false;
    assignments.push({ account, personId, previousPersonId: owner ?? null });
    owners.set(keyOf(account), personId);
    return true;
  };
  const givenBy = new Map<string, { readonly index: number; readonly personId: string }>();
  const results = links.map(({ person, account, personId: given }, index) => {
    const spokenFor = person.map((name) => owners.get(keyOf(name))).find((id) => id !== undefined);
    const personId = given ?? spokenFor ?? ownPersonOf(person[0]);
    // Two accounts may be one and the same (`jane@…` commits as `jane@…`): that link is new, too.
    const before = owners.get(keyOf(account));
    const earlier = givenBy.get(keyOf(account)) ?? { index, personId };
    if (earlier.personId !== personId) throw new GivenTwice(earlier.index, index);
    givenBy.set(keyOf(account), earlier);
    for (const name of person) assign(name, personId);
    assign(account, personId);
    return { personId, created: before !== personId };
  });
  return { assignments, placements: placementsOf(links, results), results };
}

/** The last word on each person's team and department. */
function placementsOf(links: readonly Link[], results: readonly { readonly personId: string }[]): readonly Placement[] {
  const placements = new Map<string, Placement>();
  results.forEach(({ personId }, index) => {
    const { team, department } = links[index] ?? {};
    const earlier = placements.get(personId);
    const placement = { personId, team: team ?? earlier?.team, department: department ?? earlier?.department };
    if (placement.team !== undefined || placement.department !== undefined) placements.set(personId, placement);
  });
  return [...placements.values()];
}
