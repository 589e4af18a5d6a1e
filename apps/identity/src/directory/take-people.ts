import type { DirectoryEntry } from '@arbiter/contracts';
import type { Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { keyOf } from '../accounts/account.ts';
import { Claims } from '../accounts/claims.ts';
import { addTraits } from '../persistence/account.repository.ts';
import { directorySays } from '../match-people/word.ts';
import { DirectoryRepository, type Source } from '../persistence/directory.repository.ts';
import { place, writeLinks } from '../persistence/link.repository.ts';
import { traitsOf } from '../suggest-people/traits.ts';
import { readEntry } from './entry.ts';
import { planPeople, type PeoplePlan } from './plan-people.ts';

/** A user of a directory with what is told of them. */
export interface ToldEntry {
  readonly userId: string;
  readonly personId: string | null;
  readonly entry: DirectoryEntry;
}

/** Takes what directories tell for what is so: who has which accounts, and where people belong. */
@Injectable()
export class TakePeople {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly claims: Claims,
  ) {}

  /** @param entryOf reads what the directory told of a user before */
  async run(
    source: Source,
    entries: readonly ToldEntry[],
    entryOf: (resource: unknown) => DirectoryEntry,
    on: Statements,
  ): Promise<PeoplePlan> {
    const told = entries.map(({ userId, personId, entry }) => ({
      userId,
      personId,
      ...readEntry(entry, this.claims),
    }));
    const found = await this.directory.owners(
      told.flatMap(({ accounts }) => [...accounts]),
      on,
    );
    const owners = new Map(found.map((owner) => [keyOf(owner), owner]));
    const people = [...new Set(found.map(({ personId }) => personId))];
    const ids = new Set(entries.map(({ userId }) => userId));
    const others = (await this.directory.ofPeople(source, people, on)).filter(({ id }) => !ids.has(id));
    const listed = new Map(
      others.flatMap(({ id, resource }) =>
        readEntry(entryOf(resource), this.claims).accounts.map((account) => [keyOf(account), id] as const),
      ),
    );
    const plan = planPeople(told, { source, owners, listed });
    const results = plan.results.map(({ personId }) => ({ personId, created: false }));
    await writeLinks(on, { assignments: plan.assignments, placements: [], results }, source, directorySays(source));
    await place(on, plan.placements, true);
    const unsettled = new Set(plan.conflicts.map(({ index }) => index));
    const settled = plan.results.map((result, index) => ({ ...result, unsettled: unsettled.has(index) }));
    await this.directory.settle(settled, on);
    await addTraits(
      on,
      told.map(({ accounts, name }, index) => ({
        personId: plan.results[index]?.personId ?? '',
        traits: traitsOf(accounts, { name }),
      })),
    );
    return plan;
  }
}
