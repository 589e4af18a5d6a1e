import {
  ChangeAttributedEvent,
  CommentAttributedEvent,
  CommitsAttributedEvent,
  type EventDefinition,
  MessageAttributedEvent,
} from '@arbiter/contracts';
import { ModelRouter } from '@arbiter/llm';
import { Consumes } from '@arbiter/messaging';
import type { FactoryProvider, Type } from '@nestjs/common';
import { AnalyzeCommits } from './analyze-commits/analyze-commits.ts';
import { CommitsAttributedHandler } from './analyze-commits/commits-attributed.handler.ts';
import { AnalyzeTexts } from './analyze-texts/analyze-texts.ts';
import { ChangeAttributedHandler } from './analyze-texts/change-attributed.handler.ts';
import { CommentAttributedHandler } from './analyze-texts/comment-attributed.handler.ts';
import { MessageAttributedHandler } from './analyze-texts/message-attributed.handler.ts';
import { RequestAnswers } from './answer-comment/request-answers.ts';
import { RequestPushReviews } from './review-push/request-push-reviews.ts';
import { RequestReviews } from './review-change/request-reviews.ts';

interface Handles<Event> {
  handle(events: readonly Event[]): Promise<void>;
}

/** The handlers, each at the pace of who answers: rules take many messages at once, paid models many at a time. */
export const handlers: readonly FactoryProvider[] = [
  paced(CommitsAttributedHandler, [AnalyzeCommits, RequestPushReviews], CommitsAttributedEvent),
  paced(ChangeAttributedHandler, [AnalyzeTexts, RequestReviews], ChangeAttributedEvent),
  paced(CommentAttributedHandler, [AnalyzeTexts, RequestAnswers], CommentAttributedEvent),
  paced(MessageAttributedHandler, [AnalyzeTexts], MessageAttributedEvent),
];

function paced<Event, UseCases extends unknown[]>(
  Handler: new (...useCases: UseCases) => Handles<Event>,
  useCases: { readonly [Index in keyof UseCases]: Type<UseCases[Index]> },
  definition: EventDefinition<Event>,
): FactoryProvider {
  /** The same at leisure: one message a time, ARBITER_WORKER_MAX_JOBS of them at once. */
  class AtLeisure extends Handler {
    @Consumes(definition, { slow: true })
    override handle(events: readonly Event[]): Promise<void> {
      return super.handle(events);
    }
  }
  return {
    provide: Handler,
    inject: [ModelRouter, ...useCases],
    useFactory: (models: ModelRouter, ...made: UseCases) => new (models.asksPaidModels ? AtLeisure : Handler)(...made),
  };
}
