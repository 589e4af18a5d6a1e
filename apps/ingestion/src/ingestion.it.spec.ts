import {
  CommentCreatedEvent,
  type CommitsIngested,
  CommitsIngestedEvent,
  type DeliveryAccepted,
  DeliveryAcceptedEvent,
  FindCommits,
  ListCommits,
  MessageReceivedEvent,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Outside, until } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { IngestDeliveries } from './ingest-deliveries/ingest-deliveries.ts';
import { ingestionConfig } from './ingestion.config.ts';
import { IngestionModule } from './ingestion.module.ts';
import { schema } from './persistence/schema.ts';

const NULL_SHA = '0'.repeat(40);
const sha = (digit: string): string => digit.repeat(40);

const commit = (id: string, message = 'fix the lock', timestamp = '2026-08-03T10:00:00+02:00') => ({
  id,
  message,
  timestamp,
  author: { name: 'Ada', email: 'ada@example.org', username: 'ada' },
  committer: { name: 'Ada', email: 'ada@example.org' },
  added: [],
  removed: [],
  modified: ['src/lock.ts'],
});

const push = (commits: readonly object[], over: object = {}) => ({
  ref: 'refs/heads/main',
  before: NULL_SHA,
  after: sha('a'),
  created: false,
  deleted: false,
  forced: false,
  repository: { id: 1296269, name: 'hello', full_name: 'octo/hello' },
  pusher: { name: 'ada', email: 'ada@example.org' },
  sender: { id: 7, login: 'ada', type: 'User' },
  commits,
  ...over,
});

function delivery(name: string, document: object, over: Partial<DeliveryAccepted> = {}): DeliveryAccepted {
  return {
    deliveryId: stableId(name),
    source: 'github',
    event: 'push',
    receivedAt: '2026-08-03T10:00:01Z',
    digest: 'd'.repeat(64),
    size: 12_000,
    document,
    ...over,
  };
}

const shasOf = (event: CommitsIngested | undefined) =>
  event?.pushes.flatMap(({ commits }) => commits.map((each) => each.sha));

describe('ingestion', () => {
  let servers: Servers;
  let outside: Outside;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(ingestionConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    app = await createService({ name: 'ingestion', module: IngestionModule, config: ingestionConfig }, config);
    database = app.get(Database, { strict: false });
  });

  afterAll(async () => {
    await app.close();
    await outside.close();
    await servers.close();
  });

  const accept = (accepted: DeliveryAccepted, drive?: string) =>
    outside.events.publish(DeliveryAcceptedEvent, accepted, drive === undefined ? {} : { drive });
  const rows = (table: string) => database.query<Record<string, unknown>>(`select * from ${table} order by 1, 2, 3`);

  it('makes commits of a push, and tells of them', async () => {
    await accept(delivery('one', push([commit(sha('1')), commit(sha('2'))])));
    const [ingested] = await outside.awaitPublished(CommitsIngestedEvent, 1);
    expect(ingested?.pushes[0]?.push).toMatchObject({
      forge: 'github',
      repository: { id: '1296269', name: 'octo/hello' },
      part: 0,
    });
    expect(shasOf(ingested)).toEqual([sha('1'), sha('2')]);
    expect(await rows('commit')).toHaveLength(2);
  });

  it('changes nothing when it is told again, by an earlier gateway even, and tells it again', async () => {
    const before = await rows('commit');
    const document = push([commit(sha('1')), commit(sha('2'))]);
    await accept(delivery('one', {}, { document: undefined, body: JSON.stringify(document) }), 'again');
    const published = await outside.awaitPublished(CommitsIngestedEvent, 2);
    expect(published[1]).toEqual(published[0]);
    expect(await rows('commit')).toEqual(before);
  });

  it('keeps one row of a commit that is seen on two branches, and tells of it once', async () => {
    const onTopic = push([commit(sha('2')), commit(sha('3'))], { ref: 'refs/heads/topic' });
    await accept(delivery('two', onTopic));
    const published = await outside.awaitPublished(CommitsIngestedEvent, 3);
    expect(shasOf(published[2])).toEqual([sha('3')]);
    expect(await database.query('select ref from commit_ref where sha = $1 order by 1', [sha('2')])).toEqual([
      { ref: 'refs/heads/main' },
      { ref: 'refs/heads/topic' },
    ]);
  });

  it('sets one nonsense commit aside while the others go on', async () => {
    const strange = commit(sha('4'), 'fix', '2026-13-45T00:00:00Z');
    await accept(delivery('three', push([strange, commit(sha('5'))])));
    const published = await outside.awaitPublished(CommitsIngestedEvent, 4);
    expect(shasOf(published[3])).toEqual([sha('5')]);
    expect(await rows('rejected_commit')).toMatchObject([{ index: 0, sha: sha('4') }]);
  });

  it('knows a commit as orphaned once a push was forced over it, and keeps it', async () => {
    await accept(delivery('four', push([commit(sha('6'))], { ref: 'refs/heads/wip', after: sha('6') })));
    await accept(
      delivery(
        'five',
        push([commit(sha('7'))], { ref: 'refs/heads/wip', before: sha('6'), after: sha('7'), forced: true }),
      ),
    );
    await outside.awaitPublished(CommitsIngestedEvent, 6);
    const found = async (id: string) => (await app.get(Queries).ask(FindCommits, { sha: id })).items[0]?.orphaned;
    expect(await found(sha('6'))).toBe(true);
    expect(await found(sha('7'))).toBe(false);
  });

  it('records a deleted branch, whose commits are orphaned', async () => {
    await accept(
      delivery(
        'six',
        push([], { ref: 'refs/heads/wip', before: sha('7'), after: NULL_SHA, deleted: true, head_commit: null }),
      ),
    );
    await until(async () => (await app.get(Queries).ask(FindCommits, { sha: sha('7') })).items[0]?.orphaned === true);
  });

  it('tells together of pushes that came together, and of each where it went', async () => {
    const before = (await outside.published(CommitsIngestedEvent)).length;
    const deliveries = ['a', 'b', 'c'].map((digit) =>
      delivery(digit, push([commit(sha(digit))], { ref: `refs/heads/${digit}` })),
    );
    await app.get(IngestDeliveries, { strict: false }).run(deliveries);
    const told = (await outside.published(CommitsIngestedEvent)).slice(before);
    expect(told.map(shasOf)).toEqual([['a', 'b', 'c'].map(sha)]);
    expect(told[0]?.pushes.map(({ push: { deliveryId, ref } }) => [deliveryId, ref])).toEqual(
      deliveries.map(({ deliveryId }, index) => [deliveryId, `refs/heads/${'abc'.charAt(index)}`]),
    );
  });

  it('takes comments and raw texts along', async () => {
    const comment = {
      action: 'created',
      issue: { number: 12, pull_request: {} },
      comment: {
        id: 99,
        body: 'I will fix it by Friday',
        created_at: '2026-08-03T10:00:00Z',
        user: { id: 7, login: 'ada', type: 'User' },
      },
      repository: { id: 1296269, name: 'hello', full_name: 'octo/hello' },
      sender: { id: 7, login: 'ada', type: 'User' },
    };
    await accept(delivery('seven', comment, { event: 'issue_comment' }));
    await accept(
      delivery('eight', { user_id: 'ada', raw_text: 'Done tomorrow' }, { source: 'raw-api', event: 'raw-text' }),
    );
    const [created] = await outside.awaitPublished(CommentCreatedEvent, 1);
    const [received] = await outside.awaitPublished(MessageReceivedEvent, 1);
    expect(created).toMatchObject({
      on: { kind: 'change', number: 12 },
      writing: { content: { text: 'I will fix it by Friday' } },
    });
    expect(received).toMatchObject({ sender: { userId: 'ada' }, writing: { content: { text: 'Done tomorrow' } } });
  });

  it('lists its commits page by page', async () => {
    const queries = app.get(Queries);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { sha: string }[]; nextCursor: string | null } = await queries.ask(ListCommits, {
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      seen.push(...page.items.map((item) => item.sha));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect([...seen].sort()).toEqual(['1', '2', '3', '5', '6', '7', 'a', 'b', 'c'].map(sha));
  });
});
