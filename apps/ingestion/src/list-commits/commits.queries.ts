import { FindCommits, ListCommits, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers, QueryFailed } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { CommitRepository } from '../persistence/commit.repository.ts';
import { fromCursor, toCursor } from './commit-page.ts';

/** Answers what is asked about commits. */
@Controller()
export class CommitsQueries {
  constructor(private readonly commits: CommitRepository) {}

  @Answers(ListCommits)
  async list(request: RequestOf<typeof ListCommits>): Promise<ReplyOf<typeof ListCommits>> {
    const after = request.cursor === undefined ? undefined : (fromCursor(request.cursor) ?? unknownCursor());
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

function unknownCursor(): never {
  throw new QueryFailed(
    'cursor-unknown',
    'The cursor is not one that an earlier page gave. Start without a cursor.',
    400,
  );
}
