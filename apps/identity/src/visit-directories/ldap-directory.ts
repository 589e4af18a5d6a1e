import type { DirectoryEntry } from '@arbiter/contracts';
import { Client, type Entry } from 'ldapts';
import type { IdentityConfig } from '../identity.config.ts';
import { DirectoryUnreachable } from '../identity.errors.ts';

const TIMEOUT = 30_000;
const PAGE = 500;

/** Bit of Active Directory's userAccountControl: the account is disabled. */
const DISABLED = 2;

/** Attributes that are read, in Active Directory and elsewhere. */
const ATTRIBUTES = [
  ...[
    'sAMAccountName',
    'userPrincipalName',
    'uid',
    'cn',
    'displayName',
    'mail',
    'proxyAddresses',
    'mailAlternateAddress',
  ],
  ...['department', 'departmentNumber', 'userAccountControl', 'nsAccountLock'],
];

/**
 * Everybody whom an LDAP server or Active Directory tells of, page by page.
 * @throws DirectoryUnreachable if any of it cannot be had: half a directory is none
 */
export async function readLdap(config: IdentityConfig): Promise<readonly DirectoryEntry[]> {
  const client = new Client({ url: config.ARBITER_LDAP_URL ?? '', timeout: TIMEOUT, connectTimeout: TIMEOUT });
  const team = config.ARBITER_LDAP_TEAM_ATTRIBUTE;
  try {
    if (config.ARBITER_LDAP_BIND_DN !== '') {
      await client.bind(config.ARBITER_LDAP_BIND_DN, config.ARBITER_LDAP_BIND_PASSWORD);
    }
    const { searchEntries } = await client.search(config.ARBITER_LDAP_BASE_DN, {
      scope: 'sub',
      filter: config.ARBITER_LDAP_FILTER,
      attributes: [...ATTRIBUTES, ...(team === '' ? [] : [team])],
      paged: { pageSize: PAGE },
    });
    return searchEntries.flatMap((entry) => entryOf(entry, team) ?? []);
  } catch (error) {
    throw new DirectoryUnreachable('The LDAP server does not answer, or refuses.', error);
  } finally {
    await client.unbind().catch(() => undefined);
  }
}

/** @returns undefined for whoever has no name to be known by */
function entryOf(entry: Entry, teamAttribute: string): DirectoryEntry | undefined {
  const texts = (name: string) => textsOf(entry[name]);
  const [userName] = [...texts('sAMAccountName'), ...texts('uid'), ...texts('userPrincipalName'), ...texts('mail')];
  if (userName === undefined) return undefined;
  const [displayName] = [...texts('displayName'), ...texts('cn')];
  const [department] = [...texts('department'), ...texts('departmentNumber')];
  const [team] = teamAttribute === '' ? [] : texts(teamAttribute);
  const others = texts('proxyAddresses').flatMap((address) => /^smtp:(.+)$/i.exec(address)?.[1] ?? []);
  const principal = texts('userPrincipalName').filter((name) => name.includes('@'));
  const emails = [...texts('mail'), ...others, ...texts('mailAlternateAddress'), ...principal];
  return {
    userName,
    emails: [...new Set(emails.map((email) => email.toLowerCase()))].slice(0, 50),
    active: isActive(texts('userAccountControl')[0], texts('nsAccountLock')[0]),
    ...(displayName !== undefined && { displayName: displayName.slice(0, 255) }),
    ...(department !== undefined && { department: department.slice(0, 128) }),
    ...(team !== undefined && { team: team.slice(0, 128) }),
  };
}

const isActive = (control: string | undefined, lock: string | undefined): boolean =>
  (Number(control ?? 0) & DISABLED) === 0 && lock?.toLowerCase() !== 'true';

/** The values of an attribute that are texts, without empty ones. */
function textsOf(value: Entry[string] | undefined): readonly string[] {
  const values: readonly (string | Buffer)[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string').flatMap((text) => (text.trim() === '' ? [] : [text.trim()]));
}
