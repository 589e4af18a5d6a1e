import { type Bytes, beforeNul } from '../bytes.ts';
import { fatal } from '../fatal.ts';
import { formatContact, readContact } from './contact.ts';
import type { Mailmap } from './mailmap.ts';

/** What `git check-mailmap` says to some lines. */
export interface Checked {
  readonly answers: Bytes;
  /** Why it gave up, with git's exit status 128. */
  readonly fatal?: Bytes;
}

/** Answers contacts, one a line, until the first line that is none: a bare address is none. */
export function checkContacts(lines: readonly Bytes[], mailmap: Mailmap): Checked {
  let answers = '';
  for (const line of lines) {
    const contact = readContact(line);
    if (!contact) return { answers, fatal: fatal(`unable to parse contact: ${beforeNul(line)}`) };
    answers += `${formatContact(mailmap.resolve(contact))}\n`;
  }
  return { answers };
}
