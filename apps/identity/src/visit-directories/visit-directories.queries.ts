import { type ReplyOf, type RequestOf, VisitDirectory } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { VisitDirectories } from './visit-directories.ts';

/** A visit that somebody asks for. */
@Controller()
export class VisitDirectoriesQueries {
  constructor(private readonly visitDirectories: VisitDirectories) {}

  @Answers(VisitDirectory)
  visit(request: RequestOf<typeof VisitDirectory>): Promise<ReplyOf<typeof VisitDirectory>> {
    return this.visitDirectories.run(request);
  }
}
