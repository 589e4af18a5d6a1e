import type { PersonRecord, PersonTraces } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** What is held of people: for whose work money was spent. */
@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  /** Forgets for whom; what was spent, and by which team, stays: the ledger adds up. */
  async erase({ personIds }: PersonTraces): Promise<Record<string, number>> {
    const charges = await this.database.query(
      'update charge set person_id = null where person_id = any($1::uuid[]) returning usage_id',
      [personIds],
    );
    return { charges: charges.length };
  }

  /** Sums by month and model. */
  async export({ personIds }: PersonTraces): Promise<PersonRecord[]> {
    return this.database.query<PersonRecord>(
      `select 'usage' as kind, json_build_object('month', to_char(c.used_at at time zone 'UTC', 'YYYY-MM'), 'provider', d.provider,
                'model', d.model, 'task', d.task, 'calls', count(*), 'picoUsd', sum(c.pico)::text) as data
       from charge c join dimension d on d.id = c.dimension_id where c.person_id = any($1::uuid[])
       group by to_char(c.used_at at time zone 'UTC', 'YYYY-MM'), d.provider, d.model, d.task`,
      [personIds],
    );
  }
}
