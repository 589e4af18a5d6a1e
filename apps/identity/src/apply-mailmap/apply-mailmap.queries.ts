import { ApplyMailmap as Query, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { ApplyMailmap } from './apply-mailmap.ts';

/** What a repository says about its authors. */
@Controller()
export class ApplyMailmapQueries {
  constructor(private readonly applyMailmap: ApplyMailmap) {}

  @Answers(Query)
  apply(request: RequestOf<typeof Query>): Promise<ReplyOf<typeof Query>> {
    return this.applyMailmap.run(request);
  }
}
