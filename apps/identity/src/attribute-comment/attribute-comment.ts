import { type CommentCreated, CommentAttributedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { Claims } from '../accounts/claims.ts';
import { maskText } from '../mask-addresses/mask-addresses.ts';
import { People } from '../resolve-people/people.ts';

/** Says who wrote each comment. */
@Injectable()
export class AttributeComment {
  constructor(
    private readonly claims: Claims,
    private readonly people: People,
    private readonly events: Events,
  ) {}

  async run(comments: readonly CommentCreated[]): Promise<void> {
    const authors = await this.people.refsOf(
      comments.map((comment) => [this.claims.ofActor(comment.author ?? {}, comment.forge), comment.writing.writtenAt]),
    );
    await this.events.publishAll(
      CommentAttributedEvent,
      comments.map(({ author: _, ...comment }, index) => ({
        ...comment,
        writing: { ...comment.writing, content: maskText(comment.writing.content) },
        attribution: { ...(authors[index] && { author: authors[index] }), coAuthors: [] },
      })),
    );
  }
}
