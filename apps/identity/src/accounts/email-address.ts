/** Longest address that can be delivered to (RFC 5321), in UTF-16 units. */
const MAX_LENGTH = 254;

/** An address taken apart, as identity compares it. */
export interface EmailAddress {
  readonly local: string;
  readonly domain: string;
  /** Both, in NFC and lower case. Letters that merely look alike stay different: they are different mailboxes. */
  readonly normal: string;
}

/**
 * Reads an address as commits carry them.
 * @returns undefined for what is none: empty, `[REDACTED]`, without or with several `@`, with spaces or control characters
 */
export function readEmail(text: string): EmailAddress | undefined {
  const normal = text.trim().normalize('NFC').toLowerCase();
  if (normal.length > MAX_LENGTH) return undefined;
  const parts = SHAPE.exec(normal);
  const [, local, domain] = parts ?? [];
  return local === undefined || domain === undefined ? undefined : { local, domain, normal };
}

const SHAPE = /^([^\s@<>\p{Cc}]+)@([^\s@<>\p{Cc}]+)$/u;

/** Names that every machine has for itself, and that RFC 2606 promises to nobody. */
const NOBODYS = /(?:^|\.)(?:localhost|localdomain|invalid|\(none\)|none)$/;

/** `git svn` writes `user@<uuid of the repository>`: no host, but an account of that repository all the same. */
const SUBVERSION = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const HOST = /^[^.].*\.[^.\d][^.]*$/u;

/**
 * Whether somebody can be told apart by the address. `root@localhost`, `none@none` or a bare host name are what git
 * makes up on a machine where nobody has said who they are: half the world shares them.
 */
export function identifies({ domain }: EmailAddress): boolean {
  if (SUBVERSION.test(domain)) return true;
  return HOST.test(domain) && !NOBODYS.test(domain);
}
