import { ImportPeople, ListDirectories, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { DirectoryRepository } from '../persistence/directory.repository.ts';
import { SyncPeople } from './sync-people.ts';

/** People from lists, and how directories stand. */
@Controller()
export class DirectoryQueries {
  constructor(
    private readonly syncPeople: SyncPeople,
    private readonly directory: DirectoryRepository,
  ) {}

  /** A list is never everybody: whoever is not in it stays as they are. */
  @Answers(ImportPeople)
  importPeople({ entries, dryRun }: RequestOf<typeof ImportPeople>): Promise<ReplyOf<typeof ImportPeople>> {
    return this.syncPeople.run('csv', entries, { complete: false, dryRun, confirm: false });
  }

  @Answers(ListDirectories)
  async list(_: RequestOf<typeof ListDirectories>): Promise<ReplyOf<typeof ListDirectories>> {
    const sources = await this.directory.sources();
    return {
      items: sources.map(({ source, people, active, outcome, found, leaving, at }) => ({
        ...{ source, people, active },
        ...(outcome &&
          at && { lastVisit: { at: at.toISOString(), outcome, found: found ?? 0, leaving: leaving ?? 0 } }),
      })),
    };
  }
}
