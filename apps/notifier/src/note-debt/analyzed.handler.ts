import { type CommitsAnalyzed, CommitsAnalyzedEvent, type TextAnalyzed, TextAnalyzedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { NoteDebt } from './note-debt.ts';

@Injectable()
export class AnalyzedHandler {
  constructor(private readonly noteDebt: NoteDebt) {}

  @Consumes(CommitsAnalyzedEvent, { batch: 500 })
  handleCommits(pushes: readonly CommitsAnalyzed[]): Promise<void> {
    return this.noteDebt.ofCommits(pushes);
  }

  @Consumes(TextAnalyzedEvent)
  handleTexts(texts: readonly TextAnalyzed[]): Promise<void> {
    return this.noteDebt.ofTexts(texts);
  }
}
