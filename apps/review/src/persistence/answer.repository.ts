import type { Answered, Usages } from '@arbiter/llm';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** An answer as it was kept: of whatever shape its task had. */
export interface KeptAnswer {
  readonly answer: unknown;
  readonly usages: Usages;
}

/** What models answered for reviews that are under way. */
@Injectable()
export class AnswerRepository {
  constructor(private readonly database: Database) {}

  async find(key: string): Promise<KeptAnswer | undefined> {
    const [row] = await this.database.query<{ readonly answered: KeptAnswer }>(
      'select answered from answer where key = $1',
      [key],
    );
    return row?.answered;
  }

  async store(key: string, journey: string, { answer, usages }: Answered<unknown>): Promise<void> {
    await this.database.query(
      'insert into answer (key, journey, answered) values ($1, $2, $3) on conflict do nothing',
      [key, journey, JSON.stringify({ answer, usages })],
    );
  }

  /** The review stands: what was asked for it is not needed any more. */
  async drop(journey: string): Promise<void> {
    await this.database.query('delete from answer where journey = $1', [journey]);
  }
}
