import type { Bytes } from '../bytes.ts';
import { checkContacts } from '../mailmap/check-contacts.ts';
import { Mailmap } from '../mailmap/mailmap.ts';
import { formatTrailer, trailersOf } from '../trailers/trailers.ts';
import type { Git, Ran } from './git.ts';
import type { MailmapCase } from './mailmaps.ts';

/** A case in which we do not say what git says. */
export interface Difference {
  readonly input: unknown;
  readonly git: unknown;
  readonly ours: unknown;
}

/** Asks git and us who the contacts of a case are. */
export function compareMailmap(git: Git, { mailmap, contacts }: MailmapCase): readonly Difference[] {
  const theirs = git.checkMailmap(mailmap, contacts.map((contact) => `${contact}\n`).join(''));
  const { answers, fatal = '' } = checkContacts(contacts, new Mailmap(mailmap));
  const ours: Ran = { status: fatal === '' ? 0 : 128, out: answers, err: fatal };
  return equal(ours, theirs) ? [] : [{ input: { mailmap, contacts }, git: theirs, ours }];
}

/** Asks git and us for the trailers of messages. */
export function compareTrailers(git: Git, messages: readonly Bytes[]): readonly Difference[] {
  const theirs = git.parseTrailers(messages);
  return messages.flatMap((input, index) => {
    const ours = trailersOf(input, { divider: true }).map(formatTrailer).join('');
    return ours === theirs[index] ? [] : [{ input, git: theirs[index], ours }];
  });
}

const equal = (one: Ran, other: Ran): boolean =>
  one.status === other.status && one.out === other.out && one.err === other.err;
