import { type CommentAttributed, CommentAttributedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { RequestAnswers } from '../answer-comment/request-answers.ts';
import { changeRef, issueRef, shaRef } from '../follow-commitments/references.ts';
import { written } from '../read-writings/written.ts';
import { AnalyzeTexts, type Arrived } from './analyze-texts.ts';

@Injectable()
export class CommentAttributedHandler {
  constructor(
    private readonly analyzeTexts: AnalyzeTexts,
    private readonly requestAnswers: RequestAnswers,
  ) {}

  @Consumes(CommentAttributedEvent)
  async handle(comments: readonly CommentAttributed[]): Promise<void> {
    await this.requestAnswers.run(comments);
    await this.analyzeTexts.run(comments.map(toArrived));
  }
}

/** What the comment stands on, as later texts may name it. */
function aboutOf({ on, ...place }: CommentAttributed): string[] {
  if (on.kind === 'change') return [changeRef(place, on.number)];
  if (on.kind === 'issue') return [issueRef(place, on.number)];
  return on.kind === 'commit' ? [shaRef(place, on.sha)] : [];
}

function toArrived(comment: CommentAttributed): Arrived {
  const { forge, repository, commentId, writing, attribution, deliveryId } = comment;
  return {
    cause: CommentAttributedEvent.idOf(comment),
    about: aboutOf(comment),
    text: written(
      { kind: 'comment', forge, repository, commentId },
      { text: writing.content.text, writtenAt: writing.writtenAt, author: attribution.author },
      deliveryId,
    ),
  };
}
