import { type Account, keyOf, ownPersonOf } from '../accounts/account.ts';
import type { Assignment, Placement } from '../link-accounts/plan-links.ts';
import type { ReadEntry } from './entry.ts';

/** Somebody whom a directory tells of. */
export interface Told extends ReadEntry {
  readonly userId: string;
  /** Who they were found to be before. */
  readonly personId: string | null;
}

/** Whose an account is, by whose word. */
export interface Owner {
  readonly personId: string;
  readonly source: string;
}

/** What is known before: whose the accounts are, and which accounts the directory itself tells of for whom. */
export interface Known {
  readonly source: string;
  readonly owners: ReadonlyMap<string, Owner>;
  /** By account: the directory's user who has it. */
  readonly listed: ReadonlyMap<string, string>;
}

export interface PeoplePlan {
  readonly assignments: readonly Assignment[];
  readonly placements: readonly Placement[];
  /** In the order of those told of. */
  readonly results: readonly { readonly userId: string; readonly personId: string }[];
  /** Places in the order of those told of whose accounts are somebody else's. */
  readonly conflicts: readonly { readonly index: number; readonly account: Account['kind'] }[];
}

/**
 * Who they are, and what becomes theirs. An account that is another person's stays theirs, unless this directory gave it
 * to them and tells of it no more: two people with one address keep apart, and the second one is told of as a conflict.
 */
export function planPeople(told: readonly Told[], { source, owners: before, listed: earlier }: Known): PeoplePlan {
  const owners = new Map(before);
  const listed = new Map(earlier);
  for (const { userId, accounts } of told) {
    for (const account of accounts) if (!listed.has(keyOf(account))) listed.set(keyOf(account), userId);
  }
  const assignments: Assignment[] = [];
  const conflicts: { index: number; account: Account['kind'] }[] = [];
  const results = told.map((one, index) => {
    const mine = one.accounts.filter((account) => (listed.get(keyOf(account)) ?? one.userId) === one.userId);
    const personId = one.personId ?? personOf(mine, owners, one);
    for (const account of one.accounts) {
      const owner = owners.get(keyOf(account));
      if (owner?.personId === personId) continue;
      const isFree = owner === undefined || owner.source === source;
      if (!isFree || !mine.includes(account)) conflicts.push({ index, account: account.kind });
      else {
        assignments.push({ account, personId, previousPersonId: owner?.personId ?? null });
        owners.set(keyOf(account), { personId, source });
      }
    }
    return { userId: one.userId, personId };
  });
  const placements = told.map(({ active, team, department }, index) => ({
    personId: results[index]?.personId ?? '',
    ...(active ? { team, department } : {}),
  }));
  return { assignments, placements, results, conflicts };
}

/**
 * Whoever has the account that names them, or the directory's own name for them: of any other account it may be the
 * directory that is wrong. Else whom the first of their accounts stands for by itself.
 */
function personOf(mine: readonly Account[], owners: ReadonlyMap<string, Owner>, { accounts }: Told): string {
  const naming = mine.filter((account) => account === accounts[0] || account.kind === 'directory');
  const owned = naming.map((account) => owners.get(keyOf(account))?.personId).find((id) => id !== undefined);
  return owned ?? ownPersonOf(mine[0] ?? accounts[0]);
}
