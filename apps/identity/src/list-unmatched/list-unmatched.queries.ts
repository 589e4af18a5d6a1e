import { ListUnmatched, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { AttributionRepository } from '../persistence/attribution.repository.ts';
import { maskAccount } from './mask-account.ts';

/** The queue of people whom nobody has named yet. */
@Controller()
export class ListUnmatchedQueries {
  constructor(private readonly attributions: AttributionRepository) {}

  @Answers(ListUnmatched)
  async list(request: RequestOf<typeof ListUnmatched>): Promise<ReplyOf<typeof ListUnmatched>> {
    const { items, total } = await this.attributions.unmatched(request);
    return {
      items: items.map(({ personId, commits, since, ...account }) => ({
        personId,
        account: maskAccount(account),
        commits,
        since: since.toISOString(),
      })),
      total,
    };
  }
}
