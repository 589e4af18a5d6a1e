import { CommitmentAtRiskEvent, CommitmentMadeEvent, CommitsAttributedEvent } from '@arbiter/contracts';
import { eventOfPush, Outside, until } from '@arbiter/messaging/testing';
import { migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Clock } from '../follow-commitments/clock.ts';
import { WatchDeadlines } from '../follow-commitments/watch-deadlines.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import { schema } from '../persistence/schema.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { ADA, BOB, place, shaOf } from '../testing/promises.ts';
import { ActOnCommitment } from './act-on-commitment.ts';

const by = { kind: 'person', id: ADA.id } as const;

describe('what people say about their own promises', () => {
  let servers: Servers;
  let outside: Outside;
  let app: INestApplication;
  let now = '2026-11-16T10:00:00Z';
  let commitmentId = '';

  const act = (action: Parameters<ActOnCommitment['run']>[0]['action'], personIds = [ADA.id]) =>
    app.get(ActOnCommitment, { strict: false }).run({ personIds, commitmentId, action, reason: '', by });
  const dangers = () => outside.published(CommitmentAtRiskEvent);
  const watch = (at: string) => {
    now = at;
    return app.get(WatchDeadlines, { strict: false }).run();
  };

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(reviewConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    app = await createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config);
    Object.assign(app.get(Clock, { strict: false }), { now: () => new Date(now) });
    await outside.events.publish(
      CommitsAttributedEvent,
      eventOfPush({
        push: { deliveryId: stableId('promise'), ...place, ref: 'refs/heads/main', part: 0 },
        commits: [
          {
            sha: shaOf('a1a1a1a'),
            message: { text: "I'll fix #12 by Friday." },
            authoredAt: '2026-11-16T10:00:00+01:00',
            attribution: { author: ADA, coAuthors: [] },
          },
        ],
      }),
    );
    const [made] = await outside.awaitPublished(CommitmentMadeEvent, 1);
    commitmentId = made?.commitmentId ?? '';
    // It is told of first, and followed then.
    const lives = app.get(LifeRepository, { strict: false });
    await until(async () => (await lives.find([commitmentId])).length === 1);
  });
  afterAll(async () => {
    await app.close();
    await outside.close();
    await servers.close();
  });

  it('is heard from themselves alone', async () => {
    await expect(act({ kind: 'withdraw' }, [BOB.id])).rejects.toMatchObject({ code: 'commitment-not-found' });
  });

  it('tells everybody of a new date, and that the danger is past', async () => {
    await watch('2026-11-20T15:00:00Z');
    expect((await dangers()).map(({ risk }) => risk.level)).toEqual(['high']);
    expect(await act({ kind: 'renegotiate', due: '2026-12-04' })).toMatchObject({ state: 'open', risk: null });
    expect((await dangers()).at(-1)).toMatchObject({
      revision: 2,
      risk: { level: 'low' },
      deadline: { text: '2026-12-04' },
    });
    await watch('2026-11-23T15:00:00Z');
    expect(await dangers()).toHaveLength(2);
    await watch('2026-12-04T16:00:00Z');
    expect((await dangers()).at(-1)).toMatchObject({ revision: 3, risk: { level: 'critical' } });
  });

  it('is the end of a promise that they take back, and nothing can be said of it any more', async () => {
    expect(await act({ kind: 'withdraw' })).toMatchObject({ state: 'withdrawn' });
    await expect(act({ kind: 'renegotiate', due: '2027-01-04' })).rejects.toMatchObject({ code: 'commitment-ended' });
  });
});
