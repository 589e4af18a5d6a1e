import { createHash } from 'node:crypto';
import type { Signature } from '../history/commit.ts';

const NOREPLY = /^(?:\d+\+)?([\w-]+(?:\[bot\])?)@users\.noreply\.github\.com$/i;
/** What GitHub's own pages commit as. */
const WEB_FLOW = 'noreply@github.com';

/** The account that GitHub would see behind an address, as far as the address itself tells. */
export function githubLogin({ email }: Pick<Signature, 'email'>): string | undefined {
  return email.toLowerCase() === WEB_FLOW ? 'web-flow' : NOREPLY.exec(email)?.[1];
}

/** A login for whoever pushed; made up of the address where that does not tell, because a push always has one. */
export function loginOf(person: Signature): string {
  const known = githubLogin(person);
  if (known !== undefined) return known;
  const word = (person.email.split('@')[0] ?? '').replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '');
  return word === '' ? 'someone' : word.slice(0, 39);
}

/** A number for an account or a group that the forge would have numbered. */
export function numberOf(name: string): number {
  return 1 + Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 7), 16);
}

/** Whoever pushed: the last commit's committer, or its author where a web page committed. */
export function pusherOf(last: { readonly author: Signature; readonly committer: Signature }): Signature {
  return last.committer.email.toLowerCase() === WEB_FLOW ? last.author : last.committer;
}
