import type { Account } from '../accounts/account.ts';

/** What suggests that two people are one. Never a proof: others may have the same name, and the same word before the @. */
export interface Trait {
  readonly kind: 'name' | 'handle';
  readonly key: string;
}

/** What is told of somebody besides their accounts. */
export interface Hints {
  readonly name?: string | undefined;
  readonly handle?: string | undefined;
}

/** Words before an @ that say what a mailbox is for, not whose it is. */
const NOBODYS_HANDLE =
  /^(?:admin|administrator|build|contact|dev|developer|email|git|github|gitlab|hello|hi|home|info|mail|me|my|office|root|support|team|test|ubuntu|user|webmaster|work)$/;

const SHORTEST_HANDLE = 3;

/** The traits of somebody: their name in one spelling, and the words by which their accounts call them. */
export function traitsOf(accounts: readonly Account[], { name, handle }: Hints): readonly Trait[] {
  const handles = [handle, ...accounts.map(handleOf)].map((text) => handleKey(text ?? '')).filter((key) => key !== '');
  const names = [nameKey(name ?? '')].filter((key) => key !== '');
  return [
    ...names.map((key): Trait => ({ kind: 'name', key })),
    ...[...new Set(handles)].map((key): Trait => ({ kind: 'handle', key })),
  ];
}

/** `Doe, J\u00e4ne` and `jane doe` are one. A single word is no name: too many share it. */
export function nameKey(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.length < 2 ? '' : words.toSorted().join(' ').slice(0, 128);
}

/** `jane.doe+git` and `JaneDoe` are one. */
function handleKey(text: string): string {
  const [plain = ''] = text.toLowerCase().split('+');
  const key = plain.replaceAll(/[._-]+/g, '').slice(0, 64);
  return key.length < SHORTEST_HANDLE || /^\d+$/.test(key) || NOBODYS_HANDLE.test(key) ? '' : key;
}

function handleOf({ kind, value }: Account): string {
  if (kind === 'email') return value.slice(0, value.indexOf('@'));
  if (kind === 'directory') return value;
  return value.startsWith('@') ? value.slice(1).replace(/@.*/, '') : '';
}
