import { type CommitsAnalyzed, type TextAnalyzed, journeyOfWriting } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { type DebtNote, DebtNoteRepository } from '../persistence/debt-note.repository.ts';

/** Keeps a note about work that was left for later: for its author's own eyes, and nobody else's. */
@Injectable()
export class NoteDebt {
  constructor(private readonly notes: DebtNoteRepository) {}

  async ofCommits(analyzed: readonly CommitsAnalyzed[]): Promise<void> {
    await this.notes.add(
      analyzed
        .flatMap(({ commits }) => commits)
        .flatMap(({ journey, author, debtNotes }) => noteFor(author, { journey, version: '', notes: debtNotes })),
    );
  }

  async ofTexts(texts: readonly TextAnalyzed[]): Promise<void> {
    await this.notes.add(
      texts.flatMap(({ source, deliveryId, author, debtNotes }) =>
        noteFor(author, { journey: journeyOfWriting(source), version: deliveryId, notes: debtNotes }),
      ),
    );
  }
}

/** Where there is nothing to note, or nobody to read it, there is no note. */
function noteFor(author: TextAnalyzed['author'], note: Omit<DebtNote, 'personId'>): readonly DebtNote[] {
  return note.notes === 0 || author?.kind !== 'human' ? [] : [{ ...note, personId: author.id }];
}
