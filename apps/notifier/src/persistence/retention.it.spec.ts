import { Database, PersistenceModule, Retention, migrate, retentionOf } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { type NotifierConfig, notifierConfig } from '../notifier.config.ts';
import { RetentionRepository } from './retention.repository.ts';
import { schema } from './schema.ts';

const DAY = 86_400_000;
/** Everything that is kept for so many days; wishes, leads and who is who are kept until somebody is erased. */
const ENDING = ['intervention', 'delivery', 'promise', 'debt_note', 'safety_feedback'];

@Module({
  imports: [PersistenceModule.forSchema(schema)],
  providers: [
    RetentionRepository,
    retentionOf(RetentionRepository, (config: NotifierConfig) => config.ARBITER_RETENTION_COMMITMENTS_DAYS),
  ],
})
class Room {}

describe('what was said, and about what', () => {
  let fresh: FreshDatabase;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    const config = loadConfig(notifierConfig, {
      ARBITER_DATABASE_URL: fresh.url,
      ARBITER_RETENTION_COMMITMENTS_DAYS: '180',
    });
    await migrate(schema, config);
    app = await createService({ name: 'notifier', module: Room, config: notifierConfig }, config);
    database = app.get(Database, { strict: false });
    await database.query(`
      with i as (
        insert into intervention (id, commitment_id, source, person_id, reason, quote, what, deliver_to)
        values (gen_random_uuid(), gen_random_uuid(), '{}', gen_random_uuid(), 'promise-made', 'her words', '', '{}')
        returning id, commitment_id, person_id
      ), d as (insert into delivery (intervention_id, channel) select id, 'slack' from i),
      p as (insert into promise (commitment_id, person_id, revision, state) select commitment_id, person_id, 1, 'open' from i),
      n as (insert into debt_note (journey, version, person_id, notes) select 'j', '', person_id, 1 from i),
      r as (insert into recipient (person_id) select person_id from i)
      insert into safety_feedback (id, intervention_id, action, comment, given_at)
      values (gen_random_uuid(), 'x', 'rejected', 'words of a lead', now())`);
  });
  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const left = async () => {
    const counts = [];
    for (const table of [...ENDING, 'recipient'])
      counts.push(...(await database.query<{ n: number }>(`select count(*)::int as n from ${table}`)));
    return counts.map(({ n }) => n);
  };

  it('is kept for as many days as the operator says, and not a day longer', async () => {
    await app.get(Retention).run(Date.now() + 179 * DAY);
    expect(await left()).toEqual([1, 1, 1, 1, 1, 1]);
    await app.get(Retention).run(Date.now() + 181 * DAY);
    expect(await left()).toEqual([0, 0, 0, 0, 0, 1]);
  });
});
