import { type Bytes, beforeNul, isSpace } from '../bytes.ts';

/** A name, which may be empty, and an address without its brackets. */
export interface Contact {
  readonly name: Bytes;
  readonly email: Bytes;
}

/**
 * Reads `Name <address>` as git reads a contact: the address stands between the first `<` and the next `>`, whatever
 * follows; the name is what stands before, with the space that it begins with.
 * @returns undefined for what has no such brackets, such as a bare address
 */
export function readContact(line: Bytes): Contact | undefined {
  const text = beforeNul(line);
  const left = text.indexOf('<');
  const right = left === -1 ? -1 : text.indexOf('>', left);
  if (right === -1) return undefined;
  let end = left;
  while (end > 0 && isSpace(text[end - 1])) end -= 1;
  return { name: text.slice(0, end), email: text.slice(left + 1, right) };
}

/** `Name <address>`, or `<address>` alone. */
export const formatContact = ({ name, email }: Contact): Bytes => (name === '' ? `<${email}>` : `${name} <${email}>`);
