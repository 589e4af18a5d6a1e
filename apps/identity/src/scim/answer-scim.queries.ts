import { AnswerScim as Query, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { AnswerScim } from './answer-scim.ts';

/** Directories that push: Okta, Entra and whoever else speaks SCIM. */
@Controller()
export class AnswerScimQueries {
  constructor(private readonly answerScim: AnswerScim) {}

  @Answers(Query)
  answer(request: RequestOf<typeof Query>): Promise<ReplyOf<typeof Query>> {
    return this.answerScim.run(request);
  }
}
