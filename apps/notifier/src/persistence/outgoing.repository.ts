import type { EventDefinition } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** An event that waits to be published. */
export interface Outgoing {
  readonly number: string;
  readonly subject: string;
  readonly data: unknown;
}

/** An event and what it says. */
export interface Told {
  readonly subject: string;
  readonly data: unknown;
}

export const told = <Data>(event: EventDefinition<Data>, data: Data): Told => ({ subject: event.subject, data });

/** Events that no message caused: written in the transaction that they tell of, published afterwards. */
@Injectable()
export class OutgoingRepository {
  constructor(private readonly database: Database) {}

  async add(transaction: Statements, events: readonly Told[]): Promise<void> {
    if (events.length === 0) return;
    await transaction.query(
      `insert into outgoing (subject, data) select subject, data from unnest($1::text[], $2::jsonb[]) as o (subject, data)`,
      [events.map(({ subject }) => subject), events.map(({ data }) => JSON.stringify(data))],
    );
  }

  /** The oldest first. */
  waiting(most: number): Promise<Outgoing[]> {
    return this.database.query('select number::text, subject, data from outgoing order by outgoing.number limit $1', [
      most,
    ]);
  }

  async remove(events: readonly Outgoing[]): Promise<void> {
    await this.database.query('delete from outgoing where number = any ($1::bigint[])', [
      events.map(({ number }) => number),
    ]);
  }
}
