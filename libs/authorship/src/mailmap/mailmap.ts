import { type Bytes, beforeNul, lowerAscii } from '../bytes.ts';
import type { Contact } from './contact.ts';
import { type MailmapLine, readMailmapLine } from './mailmap-line.ts';

/** What replaces a name, an address, or both. */
interface Replacement {
  name?: Bytes | undefined;
  email?: Bytes | undefined;
}

/** What is said about an address: whatever the name is, and for single names. */
interface Entry {
  readonly always: Replacement;
  readonly byName: Map<Bytes, Replacement>;
}

/** git reads the file piece by piece: a longer line is several lines. */
const LONGEST_LINE = 1023;

/**
 * A `.mailmap`, read and applied as `git check-mailmap` of git 2.39 does, to the byte: addresses and names are compared
 * without regard to the case of ASCII letters; of several lines about the same, the later one wins.
 */
export class Mailmap {
  readonly #entries = new Map<Bytes, Entry>();

  /** @param file the bytes of a `.mailmap` */
  constructor(file: Bytes) {
    for (const line of linesOf(file)) {
      const read = readMailmapLine(beforeNul(line));
      if (read) this.#add(read);
    }
  }

  /** What it says of addresses whatever the name is: the one that a commit has (in lower case), and the proper one. */
  get addresses(): readonly (readonly [commit: Bytes, proper: Bytes])[] {
    return [...this.#entries].flatMap(([commit, { always }]) =>
      always.email === undefined || lowerAscii(always.email) === commit ? [] : [[commit, always.email] as const],
    );
  }

  /** Who is meant by a contact: the proper name and address, or the contact's own. */
  resolve(contact: Contact): Contact {
    const entry = this.#entries.get(lowerAscii(contact.email));
    if (!entry) return contact;
    // A line for this name stands alone: what is said about the address in general does not fill its gaps.
    const { name, email } = entry.byName.get(lowerAscii(contact.name)) ?? entry.always;
    return { name: name ?? contact.name, email: email ?? contact.email };
  }

  #add({ properName, properEmail, commitName, commitEmail }: MailmapLine): void {
    const entry = this.#entryOf(lowerAscii(commitEmail));
    if (commitName !== undefined) {
      entry.byName.set(lowerAscii(commitName), { name: properName, email: properEmail });
      return;
    }
    entry.always.name = properName ?? entry.always.name;
    entry.always.email = properEmail ?? entry.always.email;
  }

  #entryOf(email: Bytes): Entry {
    const known = this.#entries.get(email);
    if (known) return known;
    const entry: Entry = { always: {}, byName: new Map() };
    this.#entries.set(email, entry);
    return entry;
  }
}

function* linesOf(file: Bytes): Iterable<Bytes> {
  for (let start = 0; start < file.length;) {
    const newline = file.indexOf('\n', start);
    const end = Math.min(newline === -1 ? file.length : newline + 1, start + LONGEST_LINE);
    yield file.slice(start, end);
    start = end;
  }
}
