import { CountFindings, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { AnalysisRepository } from '../persistence/analysis.repository.ts';

/** Answers what was found. An ambiguous promise is not counted as a commitment. */
@Controller()
export class FindingsQueries {
  constructor(private readonly analyses: AnalysisRepository) {}

  @Answers(CountFindings)
  count(request: RequestOf<typeof CountFindings>): Promise<ReplyOf<typeof CountFindings>> {
    return this.analyses.count(request);
  }
}
