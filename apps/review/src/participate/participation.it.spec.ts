import { AllowViewing, MayView, type RequestOf, SetParticipation, type WritingRef } from '@arbiter/contracts';
import { Broker, Queries } from '@arbiter/messaging';
import { migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { schema } from '../persistence/schema.ts';
import { written } from '../read-writings/written.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { ADA, BOB, place, shaOf } from '../testing/promises.ts';
import { Participation } from './participation.ts';

const commit: WritingRef = { kind: 'commit', ...place, sha: shaOf('a1a1a1a') };
const change: WritingRef = { kind: 'change', ...place, number: 7 };
const message: WritingRef = { kind: 'message', messageId: '5b0ec43a-1f1f-4c1e-9d3c-0d7a6f5a2b10' };
const repository = { kind: 'repository', forge: place.forge, repositoryId: place.repository.id } as const;

describe('where repositories are read only once they were opted in', () => {
  let servers: Servers;
  let app: INestApplication;

  const ask = (request: RequestOf<typeof SetParticipation>) =>
    app.get(Queries).ask(SetParticipation, request, { timeoutMs: 20_000 });
  /** What is left of texts by somebody at these places. */
  const read = async (author: typeof ADA, ...sources: WritingRef[]) => {
    const content = { text: 'I will', writtenAt: '2026-11-16T10:00:00Z', author };
    const texts = sources.map((source) => written(source, content, stableId('delivery')));
    return (await app.get(Participation, { strict: false }).respect(texts)).map(({ text }) => text);
  };

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(reviewConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
      ARBITER_READ_REPOSITORIES: 'listed',
    });
    await migrate(schema, config);
    app = await createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config);
    await app.get(Broker, { strict: false }).connected();
  });
  afterAll(async () => {
    await app.close();
    await servers.close();
  });

  it('nothing is read of any other, and what is sent by itself is', async () => {
    expect(await read(ADA, commit, change, message)).toEqual(['', '', 'I will']);
  });

  it('they are read from then on, and no longer than that', async () => {
    await ask({ participant: repository, state: 'in' });
    expect(await read(ADA, commit, change)).toEqual(['I will', 'I will']);
    await ask({ participant: repository, state: 'out' });
    expect(await read(ADA, commit)).toEqual(['']);
    await ask({ participant: repository, state: 'in' });
  });

  it('a channel that is out is not read in any of them', async () => {
    await ask({ participant: { kind: 'channel', channel: 'changes' }, state: 'out' });
    expect(await read(ADA, commit, change)).toEqual(['I will', '']);
    await ask({ participant: { kind: 'channel', channel: 'changes' }, state: 'in' });
  });

  it('nobody is read who is out, and everybody else is', async () => {
    await ask({ participant: { kind: 'person', personIds: [ADA.id] }, state: 'out' });
    expect([await read(ADA, commit, message), await read(BOB, commit, message)]).toEqual([
      ['', ''],
      ['I will', 'I will'],
    ]);
  });

  it('nobody looks at a person whom the person has not let, nor after their day', async () => {
    const may = async () =>
      (await app.get(Queries).ask(MayView, { personIds: [ADA.id], viewer: 'operator' }, { timeoutMs: 20_000 })).allowed;
    const allow = (until: string | null) =>
      app.get(Queries).ask(AllowViewing, { personIds: [ADA.id], viewer: 'operator', until }, { timeoutMs: 20_000 });
    expect(await may()).toBe(false);
    await allow('2999-01-01T00:00:00Z');
    expect(await may()).toBe(true);
    await allow('2020-01-01T00:00:00Z');
    expect(await may()).toBe(false);
    await allow('2999-01-01T00:00:00Z');
    await allow(null);
    expect(await may()).toBe(false);
  });
});
