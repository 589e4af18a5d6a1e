import { type CommitsAnalyzed, CommitsAnalyzedEvent, type TextAnalyzed, TextAnalyzedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { NoteDebt } from './note-debt.ts';

@Injectable()
export class AnalyzedHandler {
  constructor(private readonly noteDebt: NoteDebt) {}

  @Consumes(CommitsAnalyzedEvent)
  handleCommits(analyzed: readonly CommitsAnalyzed[]): Promise<void> {
    return this.noteDebt.ofCommits(analyzed);
  }

  @Consumes(TextAnalyzedEvent)
  handleTexts(texts: readonly TextAnalyzed[]): Promise<void> {
    return this.noteDebt.ofTexts(texts);
  }
}
