import type { Account } from '../accounts/account.ts';

/** An account so that its owner's colleagues recognise it and a stranger does not: `j•••@example.org`, `github:@o•••`. */
export function maskAccount({ kind, value }: Account): string {
  if (kind === 'email') {
    const at = value.lastIndexOf('@');
    return `${value.slice(0, 1)}•••${value.slice(at)}`;
  }
  if (/^\d+(?:@|$)/.test(value)) return `${kind}:${value}`;
  return `${kind}:${value.slice(0, value.startsWith('@') ? 2 : 1)}•••`;
}
