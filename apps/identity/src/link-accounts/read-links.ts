import type { LinkGitEmails, LinkSlackAccounts, PersonKey, RequestOf } from '@arbiter/contracts';
import type { Account } from '../accounts/account.ts';
import type { Claims } from '../accounts/claims.ts';
import { NotAnAddress } from '../identity.errors.ts';
import type { Link } from './plan-links.ts';

/**
 * Reads what the operator said about commit addresses.
 * @throws NotAnAddress
 */
export function readGitLinks({ links }: RequestOf<typeof LinkGitEmails>, claims: Claims): readonly Link[] {
  return links.map(({ person, gitEmail, team, department }, index) => ({
    person: personOf(person, claims, index),
    account: emailAccount(gitEmail, claims, index),
    team,
    department,
  }));
}

/**
 * Reads what the operator said about Slack accounts.
 * @throws NotAnAddress
 */
export function readSlackLinks({ links }: RequestOf<typeof LinkSlackAccounts>, claims: Claims): readonly Link[] {
  return links.map(({ person, slackId, team, department }, index) => ({
    person: personOf(person, claims, index),
    account: { kind: 'slack', value: slackId.trim() },
    team,
    department,
  }));
}

/** An address ranks before the directory's id: commits know people by it. An id that is an address is one. */
function personOf({ email, userId }: PersonKey, claims: Claims, index: number): Link['person'] {
  const id = userId?.trim().normalize('NFC');
  const directory: Account[] =
    id === undefined || id === ''
      ? []
      : [id.includes('@') ? emailAccount(id, claims, index) : { kind: 'directory', value: id }];
  if (email !== undefined) return [emailAccount(email, claims, index), ...directory];
  const [first] = directory;
  if (!first) throw new NotAnAddress(index);
  return [first];
}

function emailAccount(text: string, claims: Claims, index: number): Account {
  const [account] = claims.ofEmail(text).accounts;
  if (!account) throw new NotAnAddress(index);
  return account;
}
