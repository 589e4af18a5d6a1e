import type { Account } from './account.ts';
import type { EmailAddress } from './email-address.ts';
import type { ForgeHosts } from './forge-hosts.ts';

/** What a forge's own address tells about its owner. */
export interface NoreplyAddress {
  readonly account: Account;
  readonly login: string;
}

const NOREPLY = 'users.noreply.';

/** GitHub since 2017: `ID+login`. */
const GITHUB = /^(\d{1,20})\+(.+)$/;

/** GitLab: `ID-login`. */
const GITLAB = /^(\d{1,20})-(.+)$/;

/**
 * Reads the addresses by which forges hide their users' own: `ID+login@users.noreply.github.com`, the older
 * `login@users.noreply.github.com`, and GitLab's `ID-login@users.noreply.<host>`. Hosts are compared to the letter.
 * @returns undefined for any other address
 */
export function readNoreply({ local, domain }: EmailAddress, hosts: ForgeHosts): NoreplyAddress | undefined {
  if (!domain.startsWith(NOREPLY)) return undefined;
  const host = domain.slice(NOREPLY.length);
  if (host === 'github.com' || host === hosts.github) return onGitHub(local, host === hosts.github ? '' : `@${domain}`);
  if (host === 'gitlab.com' || host === hosts.gitlab) return onGitLab(local, host === hosts.gitlab ? '' : `@${domain}`);
  return GITHUB.test(local) ? onGitHub(local, `@${domain}`) : onGitLab(local, `@${domain}`);
}

function onGitHub(local: string, elsewhere: string): NoreplyAddress {
  const [, id, login] = GITHUB.exec(local) ?? [];
  if (id === undefined || login === undefined) {
    return { account: { kind: 'github', value: `@${local}${elsewhere}` }, login: local };
  }
  return { account: { kind: 'github', value: `${id}${elsewhere}` }, login };
}

function onGitLab(local: string, elsewhere: string): NoreplyAddress | undefined {
  const [, id, login] = GITLAB.exec(local) ?? [];
  if (id === undefined || login === undefined) return undefined;
  return { account: { kind: 'gitlab', value: `${id}${elsewhere}` }, login };
}
