import { type ChangeUpdated, ChangeAttributedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { Claims } from '../accounts/claims.ts';
import { maskText } from '../mask-addresses/mask-addresses.ts';
import { People } from '../resolve-people/people.ts';

/** Says who wrote each change. */
@Injectable()
export class AttributeChange {
  constructor(
    private readonly claims: Claims,
    private readonly people: People,
    private readonly events: Events,
  ) {}

  async run(changes: readonly ChangeUpdated[]): Promise<void> {
    const authors = await this.people.refsOf(
      changes.map((change) => [this.claims.ofActor(change.author ?? {}, change.forge), change.updatedAt]),
    );
    await this.events.publishAll(
      ChangeAttributedEvent,
      changes.map(({ author: _, ...change }, index) => ({
        ...change,
        title: maskText(change.title),
        description: maskText(change.description),
        attribution: { ...(authors[index] && { author: authors[index] }), coAuthors: [] },
      })),
    );
  }
}
