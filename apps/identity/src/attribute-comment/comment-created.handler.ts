import { type CommentCreated, CommentCreatedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { AttributeComment } from './attribute-comment.ts';

@Injectable()
export class CommentCreatedHandler {
  constructor(private readonly attributeComment: AttributeComment) {}

  @Consumes(CommentCreatedEvent)
  handle(comments: readonly CommentCreated[]): Promise<void> {
    return this.attributeComment.run(comments);
  }
}
