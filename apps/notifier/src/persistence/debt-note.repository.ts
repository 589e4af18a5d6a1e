import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** How much work one text says it leaves for later. */
export interface DebtNote {
  /** The text's journey, and for a text that changes the delivery that brought this version. */
  readonly journey: string;
  readonly version: string;
  readonly personId: string;
  readonly notes: number;
}

/** Notes for authors' own eyes. */
@Injectable()
export class DebtNoteRepository {
  constructor(private readonly database: Database) {}

  /** Adds what is new: one statement, however many; none for none. */
  async add(notes: readonly DebtNote[]): Promise<void> {
    if (notes.length === 0) return;
    await this.database.query(
      `insert into debt_note (journey, version, person_id, notes)
       select * from unnest($1::text[], $2::text[], $3::uuid[], $4::int[]) as n (journey, version, person_id, notes)
       order by journey, version
       on conflict do nothing`,
      [
        notes.map(({ journey }) => journey),
        notes.map(({ version }) => version),
        notes.map(({ personId }) => personId),
        notes.map(({ notes: count }) => count),
      ],
    );
  }
}
