import { Database, PersistenceModule, migrate } from '@arbiter/persistence';
import { defineConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplication, Module } from '@nestjs/common';
import { JobRepository } from '../persistence/job.repository.ts';
import { schema } from '../persistence/schema.ts';
import type { JobRequest } from './job.ts';

@Module({ imports: [PersistenceModule.forSchema(schema)], providers: [JobRepository] })
class QueueModule {}

const request = (name: string, more: Partial<JobRequest> = {}): JobRequest => ({
  key: `change/github/1/${name}`,
  kind: 'change',
  repository: 'github/1',
  payload: { name },
  askedAt: '2026-11-16T09:00:00Z',
  cause: `event of ${name}`,
  ...more,
});

describe('the queue of jobs', () => {
  let fresh: FreshDatabase;
  let app: INestApplication;
  let queue: JobRepository;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    const service = { name: 'review', module: QueueModule, config: defineConfig({}) };
    const config = loadConfig(service.config, { ARBITER_DATABASE_URL: fresh.url });
    await migrate(schema, config);
    app = await createService(service, config);
    queue = app.get(JobRepository);
    database = app.get(Database, { strict: false });
  });
  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });
  beforeEach(() => database.query('delete from job'));

  const take = async () => {
    const job = await queue.take(60);
    if (!job) throw new Error('nothing is due');
    return job;
  };

  it('has one job for a change, however often its event comes', async () => {
    await queue.request([request('a')]);
    await queue.request([request('a')]);
    await queue.finish(await take());
    await queue.request([request('a')]);
    expect(await queue.take(60)).toBeUndefined();
  });

  it('has one job for a branch: the newest push wins, and begins where the one that still waits began', async () => {
    const push = (number: number): JobRequest => ({
      ...request('b', { kind: 'push', cause: `push ${number}`, askedAt: `2026-11-16T09:00:0${number}Z` }),
      payload: { ...(number > 0 && { before: `commit ${number}` }), after: `commit ${number + 1}` },
    });
    await queue.request([push(1)]);
    await queue.request([push(2)]);
    await queue.request([push(1)]);
    const job = await take();
    expect(job.payload).toEqual({ before: 'commit 1', after: 'commit 3' });
    await queue.request([push(3)]);
    await queue.finish(job);
    const next = await take();
    expect(next.payload).toEqual({ before: 'commit 1', after: 'commit 4' });
    await queue.finish(next);
    await queue.request([push(4)]);
    await queue.finish(await take());
    await queue.request([push(5)]);
    expect((await take()).payload).toEqual({ before: 'commit 5', after: 'commit 6' });
    await database.query('delete from job');
    await queue.request([push(0)]);
    await queue.request([push(1)]);
    expect((await take()).payload).toEqual({ before: null, after: 'commit 2' });
  });

  it('does what was asked last, and nothing that is older than that', async () => {
    const newer = { payload: { name: 'newer' }, askedAt: '2026-11-16T10:00:00Z', cause: 'a push' };
    await queue.request([request('a', newer)]);
    await queue.request([request('a')]);
    expect(await take()).toMatchObject({ payload: { name: 'newer' }, generation: 1 });
  });

  it('does two pushes of one second both', async () => {
    await queue.request([request('a')]);
    await queue.request([request('a', { cause: 'another push', payload: { name: 'second' } })]);
    expect(await take()).toMatchObject({ payload: { name: 'second' }, generation: 2 });
  });

  it('tells whoever has a job in hand that it is superseded, and runs the newer one afterwards alone', async () => {
    await queue.request([request('a')]);
    const first = await take();
    await queue.request([request('a', { askedAt: '2026-11-16T10:00:00Z', cause: 'a push' })]);
    expect(await queue.take(60)).toBeUndefined();
    expect(await queue.renew(first, 60)).toBe(2);
    await queue.finish(first);
    expect((await take()).generation).toBe(2);
  });

  it('hands the job of a process that is gone to another, and takes nothing back from the first', async () => {
    await queue.request([request('a')]);
    const lost = await queue.take(0);
    const second = await take();
    expect(second.key).toBe(lost?.key);
    if (lost) await queue.finish(lost);
    expect(await queue.renew(second, 60)).toBe(1);
  });

  it('lets no flood of one repository starve another', async () => {
    await queue.request(['a', 'b', 'c'].map((name) => request(name)));
    await queue.request([request('z', { repository: 'github/2' })]);
    expect((await take()).repository).toBe('github/1');
    expect((await take()).repository).toBe('github/2');
  });

  it('counts failed attempts, and none for the world', async () => {
    await queue.request([request('a')]);
    await queue.postpone(await take(), 0, 'a forge is away', false);
    const again = await take();
    expect(again.attempts).toBe(0);
    await queue.postpone(again, 0, 'ModelsFailed', true);
    expect((await take()).attempts).toBe(1);
  });
});
