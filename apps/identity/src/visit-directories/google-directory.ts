import type { DirectoryEntry } from '@arbiter/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { IdentityConfig } from '../identity.config.ts';
import { DirectoryUnreachable } from '../identity.errors.ts';
import { googleToken } from './google-token.ts';

const PAGE = 500;
const TIMEOUT = 30_000;
const ATTEMPTS = 5;

const GoogleUser = z.object({
  primaryEmail: z.string(),
  name: z.object({ fullName: z.string() }).partial().optional(),
  suspended: z.boolean().optional(),
  archived: z.boolean().optional(),
  emails: z.array(z.object({ address: z.string() })).optional(),
  aliases: z.array(z.string()).optional(),
  organizations: z.array(z.object({ department: z.string(), primary: z.boolean() }).partial()).optional(),
  orgUnitPath: z.string().optional(),
});
const Page = z.object({ users: z.array(GoogleUser).default([]), nextPageToken: z.string().optional() });

/**
 * Everybody in a Google Workspace, page by page.
 * @throws DirectoryUnreachable if any of it cannot be had: half a directory is none
 */
export async function readGoogle(config: IdentityConfig): Promise<readonly DirectoryEntry[]> {
  const token = await googleToken(config.ARBITER_GOOGLE_KEY_FILE ?? '', config.ARBITER_GOOGLE_SUBJECT);
  const entries: DirectoryEntry[] = [];
  for (let pageToken = ''; ;) {
    const url = new URL('/admin/directory/v1/users', config.ARBITER_GOOGLE_BASE_URL);
    const parameters = { customer: config.ARBITER_GOOGLE_CUSTOMER, maxResults: String(PAGE), orderBy: 'email' };
    url.search = new URLSearchParams({ ...parameters, ...(pageToken !== '' && { pageToken }) }).toString();
    const page = Page.safeParse(await get(url, token));
    if (!page.success) throw new DirectoryUnreachable('Google’s answer is no list of users.', page.error);
    entries.push(...page.data.users.map(entryOf));
    if (page.data.nextPageToken === undefined) return entries;
    pageToken = page.data.nextPageToken;
  }
}

/** Google says 403 or 429 to whoever asks too much, and 5xx now and then: it wants to be asked later, and later yet. */
async function get(url: URL, token: string): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch((error: unknown) => {
      throw new DirectoryUnreachable('Google does not answer.', error);
    });
    if (response.ok) return response.json().catch(() => undefined);
    const text = await response.text();
    const later = response.status === 429 || response.status >= 500 || /rateLimitExceeded|quotaExceeded/i.test(text);
    if (!later || attempt === ATTEMPTS) {
      throw new DirectoryUnreachable(`Google refuses to list users (${String(response.status)}).`);
    }
    await sleep(waitOf(response.headers.get('retry-after'), attempt));
  }
}

/** Milliseconds: what the answer says, else a second, two, four … */
const waitOf = (retryAfter: string | null, attempt: number): number =>
  retryAfter !== null && /^\d{1,3}$/.test(retryAfter) ? Number(retryAfter) * 1000 : 500 * 2 ** attempt;

/** Whoever is suspended or archived is not active. The last part of the organisational unit is the team. */
function entryOf(user: z.infer<typeof GoogleUser>): DirectoryEntry {
  const {
    primaryEmail,
    name,
    suspended = false,
    archived = false,
    emails = [],
    aliases = [],
    organizations = [],
  } = user;
  const department = (organizations.find(({ primary }) => primary === true) ?? organizations[0])?.department;
  const team = user.orgUnitPath?.split('/').at(-1);
  const addresses = [primaryEmail, ...emails.map(({ address }) => address), ...aliases];
  return {
    userName: primaryEmail,
    emails: [...new Set(addresses.map((address) => address.toLowerCase()))].slice(0, 50),
    active: !suspended && !archived,
    ...(name?.fullName !== undefined && { displayName: name.fullName.slice(0, 255) }),
    ...(department !== undefined && department !== '' && { department: department.slice(0, 128) }),
    ...(team !== undefined && team !== '' && { team: team.slice(0, 128) }),
  };
}
