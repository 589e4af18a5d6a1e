import { ListUnmatched, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { AttributionRepository } from '../persistence/attribution.repository.ts';
import { SuggestionRepository } from '../persistence/suggestion.repository.ts';
import { rank } from '../suggest-people/rank.ts';
import { maskAccount } from './mask-account.ts';

/** The queue of people whom nobody has named yet, with those they might be. */
@Controller()
export class ListUnmatchedQueries {
  constructor(
    private readonly attributions: AttributionRepository,
    private readonly suggestions: SuggestionRepository,
  ) {}

  @Answers(ListUnmatched)
  async list(request: RequestOf<typeof ListUnmatched>): Promise<ReplyOf<typeof ListUnmatched>> {
    const { items, total } = await this.attributions.unmatched(request);
    const likenesses = await this.suggestions.likenesses(items.map(({ personId }) => personId));
    const byPerson = Map.groupBy(likenesses, ({ personId }) => personId);
    return {
      items: items.map(({ personId, commits, since, ...account }) => ({
        personId,
        account: maskAccount(account),
        commits,
        since: since.toISOString(),
        candidates: rank(byPerson.get(personId) ?? []),
      })),
      total,
    };
  }
}
