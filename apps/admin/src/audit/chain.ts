import { hash } from 'node:crypto';
import type { AuditRecorded } from '@arbiter/contracts';

/** What the first entry follows. */
export const GENESIS = '0'.repeat(64);

/** An entry's place in the chain; all digests are SHA-256, hex. */
export interface Link {
  readonly seq: number;
  /** Of the content, salted: once content and salt are erased, it tells nothing. */
  readonly digest: string;
  /** Of the link before, the place and the digest. */
  readonly hash: string;
}

/** The digest of an entry's content. The salt, hex, keeps short contents from being guessed after they were erased. */
export const digestOf = (entry: AuditRecorded, salt: string): string => hash('sha256', `${salt}\n${canonical(entry)}`);

/** The link that follows `previous`. */
export const linkOf = (previous: string, seq: number, digest: string): string =>
  hash('sha256', `${previous}\n${String(seq)}\n${digest}`);

/** JSON with the fields of every object in the order of their names: the same content is the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
