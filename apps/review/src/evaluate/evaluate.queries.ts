import { EvaluateCheckIn as Evaluate, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { EvaluateCheckIn } from './evaluate-check-in.ts';

@Controller()
export class EvaluateQueries {
  constructor(private readonly evaluate: EvaluateCheckIn) {}

  @Answers(Evaluate)
  run(request: RequestOf<typeof Evaluate>): Promise<ReplyOf<typeof Evaluate>> {
    return this.evaluate.run(request);
  }
}
