import { RequestErasure as Request, type ReplyOf, type RequestOf, ShowErasure } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { RequestErasure } from './request-erasure.ts';

/** Answers those who ask for erasures. */
@Controller()
export class ErasuresQueries {
  constructor(private readonly erasures: RequestErasure) {}

  @Answers(Request)
  request(request: RequestOf<typeof Request>): Promise<ReplyOf<typeof Request>> {
    return this.erasures.run(request);
  }

  @Answers(ShowErasure)
  show({ erasureId }: RequestOf<typeof ShowErasure>): Promise<ReplyOf<typeof ShowErasure>> {
    return this.erasures.show(erasureId);
  }
}
