import {
  CommitmentMadeEvent,
  CommitsAttributedEvent,
  type PersonRef,
  type ReplyOf,
  type RequestOf,
  ShowPreferences,
} from '@arbiter/contracts';
import { Answers, MessagingModule } from '@arbiter/messaging';
import { eventOfPush, Outside } from '@arbiter/messaging/testing';
import { migrate } from '@arbiter/persistence';
import { defineConfig, loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, type INestApplication, Module } from '@nestjs/common';
import { schema } from '../persistence/schema.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { ADA, BOB, place, shaOf } from '../testing/promises.ts';

/** Ada has said where she lives, Bob has not. */
@Controller()
class Wishes {
  @Answers(ShowPreferences)
  show({ person }: RequestOf<typeof ShowPreferences>): Promise<ReplyOf<typeof ShowPreferences>> {
    const personId = 'personId' in person ? person.personId : '';
    return Promise.resolve({ personId, preferences: personId === ADA.id ? { zone: 'America/New_York' } : {} });
  }
}

@Module({ imports: [MessagingModule.forService('notifier')], controllers: [Wishes] })
class WishesModule {}

describe('the end of a working day', () => {
  let servers: Servers;
  let outside: Outside;
  const apps: INestApplication[] = [];

  beforeAll(async () => {
    servers = await startServers();
    const environment = { ARBITER_DATABASE_URL: servers.databaseUrl, ARBITER_NATS_URL: servers.natsUrl };
    const config = loadConfig(reviewConfig, environment);
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    const none = defineConfig({});
    const { ARBITER_NATS_URL } = environment;
    apps.push(
      await createService(
        { name: 'notifier', module: WishesModule, config: none },
        loadConfig(none, { ARBITER_NATS_URL }),
      ),
      await createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config),
    );
  });

  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await outside.close();
    await servers.close();
  });

  it("is that of the person's own zone where they have said it, else that of the commit's offset", async () => {
    const commitOf = (author: PersonRef, digits: string) => ({
      sha: shaOf(digits),
      message: { text: "I'll add a test by Friday." },
      authoredAt: '2026-11-16T10:00:00+01:00',
      attribution: { author, coAuthors: [] },
    });
    await outside.events.publish(
      CommitsAttributedEvent,
      eventOfPush({
        push: { deliveryId: stableId('zones'), ...place, ref: 'refs/heads/topic', part: 0 },
        commits: [commitOf(ADA, 'aaaaaaa'), commitOf(BOB, 'bbbbbbb')],
      }),
    );
    const made = await outside.awaitPublished(CommitmentMadeEvent, 2);
    const due = (author: PersonRef) => made.find(({ person }) => person?.id === author.id)?.deadline?.at;
    expect([due(ADA), due(BOB)]).toEqual(['2026-11-20T17:00:00-05:00', '2026-11-20T17:00:00+01:00']);
  });
});
