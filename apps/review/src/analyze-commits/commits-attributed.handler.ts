import { type CommitsAttributed, CommitsAttributedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { AnalyzeCommits } from './analyze-commits.ts';

@Injectable()
export class CommitsAttributedHandler {
  constructor(private readonly analyzeCommits: AnalyzeCommits) {}

  @Consumes(CommitsAttributedEvent)
  handle(pushes: readonly CommitsAttributed[]): Promise<void> {
    return this.analyzeCommits.run(pushes);
  }
}
