import { PersistenceModule, migrate } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import type { Work } from '../follow-commitments/work.ts';
import { reviewConfig } from '../review.config.ts';
import { BOB, promise, work } from '../testing/promises.ts';
import { schema } from './schema.ts';
import { WorkRepository } from './work.repository.ts';

const TEXT = 'Cache the parsed templates';
const MESSAGE = { kind: 'message', messageId: '7a1d0c52-3a63-4ad1-9d5e-5f0a1c1b2d3e' } as const;

@Module({ imports: [PersistenceModule.forSchema(schema)], providers: [WorkRepository] })
class Room {}

describe('what was done', () => {
  let fresh: FreshDatabase;
  let app: INestApplication;
  let works: WorkRepository;

  const named = (name: string, more: Partial<Work>) =>
    work(TEXT, { journey: `commit/github/1296269/${name}`, ...more });

  beforeAll(async () => {
    fresh = await freshDatabase();
    const config = loadConfig(reviewConfig, { ARBITER_DATABASE_URL: fresh.url });
    await migrate(schema, config);
    app = await createService({ name: 'review', module: Room, config: reviewConfig }, config);
    works = app.get(WorkRepository);
    await works.add([
      named('here', {}),
      named('elsewhere', { repository: 'github/2' }),
      named('before', { doneAt: new Date('2026-11-16T08:59:00Z') }),
      named('too-late', { doneAt: new Date('2027-01-20T12:00:00Z') }),
      named('somebody-else', { personId: BOB.id }),
      named('something-else', { words: [1, 2, 3] }),
    ]);
  });
  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const names = (found: readonly Work[]) => found.map(({ journey }) => journey.split('/').at(-1)).sort();
  const made = promise("I'll cache the parsed templates by Friday");

  it('may keep a promise where it was made, and in time', async () => {
    expect(names(await works.candidatesFor([made]))).toEqual(['here']);
  });

  it('may keep what was promised in a message wherever it was done', async () => {
    expect(names(await works.candidatesFor([{ ...made, source: MESSAGE }]))).toEqual(['elsewhere', 'here']);
  });

  it('has to do with a promise also elsewhere, and too late', async () => {
    expect(names(await works.relatedTo(made))).toEqual(['elsewhere', 'here', 'too-late']);
  });
});
