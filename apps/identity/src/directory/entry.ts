import type { DirectoryEntry } from '@arbiter/contracts';
import type { Account } from '../accounts/account.ts';
import type { Claims } from '../accounts/claims.ts';

/** What a directory tells of somebody, as accounts and places. */
export interface ReadEntry {
  /** The first one names the person. Addresses that are none are left out. */
  readonly accounts: readonly [Account, ...Account[]];
  readonly name: string | undefined;
  readonly team: string | undefined;
  readonly department: string | undefined;
  readonly active: boolean;
}

/** Reads an entry: addresses first, because commits know people by them, then the directory's own name for them. */
export function readEntry(entry: DirectoryEntry, claims: Claims): ReadEntry {
  const { userName, displayName, emails, team, department, slackId, github, gitlab, active } = entry;
  const addresses = [...emails, ...(userName.includes('@') ? [userName] : [])].flatMap(
    (email) => claims.ofEmail(email).canonical ?? [],
  );
  const [first = directoryAccount(userName), ...others] = [
    ...addresses,
    directoryAccount(userName),
    ...(slackId === undefined ? [] : [{ kind: 'slack', value: slackId } as const]),
    ...(github === undefined ? [] : [{ kind: 'github', value: github.toLowerCase() } as const]),
    ...(gitlab === undefined ? [] : [{ kind: 'gitlab', value: gitlab.toLowerCase() } as const]),
  ];
  return { accounts: [first, ...others], name: displayName, team, department, active };
}

/** The directory's own name for somebody, as clients of the API say it in `user_id`. */
export const directoryAccount = (userName: string): Account => ({
  kind: 'directory',
  value: userName.normalize('NFC'),
});
