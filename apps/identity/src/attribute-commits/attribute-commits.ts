import { bytesOf, type Mailmap, textOf } from '@arbiter/authorship';
import {
  type Actor,
  type AttributedPush,
  type Attribution,
  CommitsAttributedEvent,
  type CommitsIngested,
  type IngestedCommit,
  type IngestedPush,
  type PersonRef,
} from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { type Claim, withProper } from '../accounts/claim.ts';
import { Claims } from '../accounts/claims.ts';
import { Mailmaps } from '../apply-mailmap/mailmaps.ts';
import { maskAddresses, maskText } from '../mask-addresses/mask-addresses.ts';
import { AttributionRepository, type Contribution } from '../persistence/attribution.repository.ts';
import { People } from '../resolve-people/people.ts';
import type { ResolvedPeople } from '../resolve-people/resolved-people.ts';
import { MAX_CO_AUTHORS, coAuthorsIn } from './co-authors.ts';

type Push = IngestedPush['push'];

/** A commit with what its author and co-authors claim. */
interface ClaimedCommit {
  readonly commit: IngestedCommit;
  readonly author: Claim;
  readonly coAuthors: readonly Claim[];
}

/**
 * Says who stands behind each commit. An unknown author becomes a provisional person, so that nothing downstream waits;
 * where nobody can honestly be named, nobody is. Names and addresses end here.
 */
@Injectable()
export class AttributeCommits {
  constructor(
    private readonly claims: Claims,
    private readonly mailmaps: Mailmaps,
    private readonly people: People,
    private readonly attributions: AttributionRepository,
    private readonly events: Events,
  ) {}

  async run(events: readonly CommitsIngested[]): Promise<void> {
    const attributed = await this.#attribute(events.flatMap(({ pushes }) => pushes));
    await this.attributions.add(attributed.flatMap(contributionsOf));
    // They go on in the same company.
    await this.events.publishAll(
      CommitsAttributedEvent,
      events.map(({ cause, pushes }) => ({ cause, pushes: attributed.splice(0, pushes.length) })),
    );
  }

  async #attribute(pushes: readonly IngestedPush[]): Promise<AttributedPush[]> {
    const mailmaps = await this.mailmaps.of(pushes.map(({ push }) => push));
    const claimed = pushes.map(({ push, commits }, index) => ({
      push,
      commits: commits.map((commit) => this.#read(commit, push, mailmaps[index])),
    }));
    const people = await this.people.resolveAll(
      claimed.flatMap(({ commits }) => commits.flatMap(({ author, coAuthors }) => [author, ...coAuthors])),
    );
    return claimed.map(({ push, commits }) => ({
      push,
      commits: commits.map(({ commit: { sha, message, authoredAt, files }, ...claims }) => ({
        sha,
        message: maskText(message),
        authoredAt,
        ...(files && { files: { ...files, paths: files.paths.map(maskAddresses) } }),
        attribution: attributionOf(claims, authoredAt, people),
      })),
    }));
  }

  #read(commit: IngestedCommit, { forge }: Push, mailmap: Mailmap | undefined): ClaimedCommit {
    const { author, message } = commit;
    const written = this.claims.ofActor(author, forge);
    // Where the forge itself says by its id who the author is, a file in a repository does not say otherwise.
    const proper = author.forgeUserId === undefined ? properOf(author, mailmap) : undefined;
    return {
      commit,
      author: proper === undefined ? written : withProper(written, this.claims.ofEmail(proper)),
      coAuthors: coAuthorsIn(message.text).map((contact) => {
        const claim = this.claims.ofEmail(contact.email);
        const email = properOf(contact, mailmap);
        return email === undefined ? claim : withProper(claim, this.claims.ofEmail(email));
      }),
    };
  }
}

/** The proper address of somebody whom a `.mailmap` knows by another. */
function properOf(
  { name = '', email = '' }: Pick<Actor, 'name' | 'email'>,
  mailmap: Mailmap | undefined,
): string | undefined {
  if (!mailmap) return undefined;
  const proper = textOf(mailmap.resolve({ name: bytesOf(name), email: bytesOf(email) }).email);
  return proper === email ? undefined : proper;
}

/** Everybody once, by who they are and not by what they are called; the author is no co-author. */
function attributionOf(
  { author, coAuthors }: Omit<ClaimedCommit, 'commit'>,
  authoredAt: string,
  people: ResolvedPeople,
): Attribution {
  const writer = people.refOf(author, authoredAt);
  const others = new Map<string, PersonRef>();
  for (const claim of coAuthors) {
    const person = people.refOf(claim, authoredAt);
    if (person && person.id !== writer?.id && others.size < MAX_CO_AUTHORS) others.set(person.id, person);
  }
  return { ...(writer && { author: writer }), coAuthors: [...others.values()] };
}

function contributionsOf({ push, commits }: AttributedPush): readonly Contribution[] {
  const place = { forge: push.forge, repositoryId: push.repository.id };
  return commits.flatMap(({ sha, attribution: { author, coAuthors } }) => [
    ...(author ? [{ ...place, sha, position: 0, personId: author.id }] : []),
    ...coAuthors.map(({ id }, index) => ({ ...place, sha, position: index + 1, personId: id })),
  ]);
}
