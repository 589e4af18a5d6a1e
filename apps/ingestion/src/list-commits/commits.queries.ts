import { FindCommits, ListCommits, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { CommitRepository } from '../persistence/commit.repository.ts';
import { fromCursor, toCursor } from './commit-page.ts';

/** Answers what is asked about commits. */
@Injectable()
export class CommitsQueries {
  constructor(private readonly commits: CommitRepository) {}

  @Answers(ListCommits)
  async list(request: RequestOf<typeof ListCommits>): Promise<ReplyOf<typeof ListCommits>> {
    const after = request.cursor === undefined ? undefined : fromCursor(request.cursor);
    const [items, total] = await Promise.all([
      this.commits.list(request, { limit: request.limit, after }),
      this.commits.count(request),
    ]);
    const last = items.at(-1);
    return { items, total, nextCursor: last && items.length === request.limit ? toCursor(last) : null };
  }

  @Answers(FindCommits)
  async find(request: RequestOf<typeof FindCommits>): Promise<ReplyOf<typeof FindCommits>> {
    return { items: await this.commits.find(request.sha, request) };
  }
}
