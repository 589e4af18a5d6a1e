import {
  ChangeAttributedEvent,
  type ChangeUpdated,
  ChangeUpdatedEvent,
  CommentAttributedEvent,
  CommentCreatedEvent,
  CommitsAttributedEvent,
  type CommitsIngested,
  CommitsIngestedEvent,
  CountPeople,
  type IngestedCommit,
  LinkGitEmails,
  LinkSlackAccounts,
  ListUnmatched,
  MessageAttributedEvent,
  MessageReceivedEvent,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { createService, loadConfig, stableId } from '@arbiter/service';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { AttributeCommits } from './attribute-commits/attribute-commits.ts';
import { identityConfig } from './identity.config.ts';
import { IdentityModule } from './identity.module.ts';
import { schema } from './persistence/schema.ts';

const repository = { id: '1296269', name: 'octo/hello' };
const personOf = (kind: string, value: string) => stableId('person', kind, value);
const ada = personOf('email', 'ada@example.org');
const bob = personOf('github', '42');
const BOB = '42+bob@users.noreply.github.com';

let made = 0;
function commit(email: string, message = 'Mend the lock', over: Partial<IngestedCommit> = {}): IngestedCommit {
  made += 1;
  return {
    sha: made.toString(16).padStart(40, '0'),
    message: { text: message },
    authoredAt: '2026-08-03T10:00:00+02:00',
    author: { name: 'Somebody', email },
    ...over,
  };
}

const pushOf = (name: string, ...commits: IngestedCommit[]): CommitsIngested => ({
  push: { deliveryId: stableId(name), forge: 'github', repository, ref: 'refs/heads/main', part: 0 },
  commits,
});

describe('identity', () => {
  let servers: Servers;
  let outside: Outside;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(identityConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    app = await createService({ name: 'identity', module: IdentityModule, config: identityConfig }, config);
    database = app.get(Database, { strict: false });
  });

  /** Row by row: the service may not truncate. */
  const forgetEverybody = async () => {
    for (const table of ['attribution', 'membership', 'link', 'account', 'person']) {
      await database.query(`delete from ${table}`);
    }
  };
  afterEach(forgetEverybody);

  afterAll(async () => {
    await app.close();
    await outside.close();
    await servers.close();
  });

  /** Everything but times. */
  const rows = async () => ({
    people: await database.query('select id, kind, standing, alias_of from person order by id'),
    accounts: await database.query('select kind, value, person_id, evidence from account order by kind, value'),
    attributions: await database.query(
      `select encode(sha, 'hex') as sha, position, person_id from attribution order by sha, position`,
    ),
  });
  const ask = <Request, Reply>(...args: Parameters<typeof Queries.prototype.ask<Request, Reply>>) =>
    app.get(Queries).ask(...args);

  let published = 0;
  /** What identity says about the commits of a push. */
  const attributed = async (push: CommitsIngested, drive?: string) => {
    await outside.events.publish(CommitsIngestedEvent, push, drive === undefined ? {} : { drive });
    published += 1;
    const [last] = (await outside.awaitPublished(CommitsAttributedEvent, published)).slice(-1);
    return last?.commits ?? [];
  };

  it('names author and co-authors by their ids, each once, and passes on no address', async () => {
    const message = [
      'Mend the lock',
      '',
      `Co-authored-by: Bob <${BOB}>`,
      'Co-authored-by: Bob B. <42+bobby@users.noreply.github.com>',
      'Co-authored-by: Ada <ADA@example.org>',
      'Co-authored-by: nobody <root@localhost>',
      'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
    ].join('\n');
    const [told] = await attributed(pushOf('one', commit('Ada@example.org', message)));
    expect(told?.attribution).toEqual({
      author: { id: ada, kind: 'human', standing: 'provisional' },
      coAuthors: [
        { id: bob, kind: 'human', standing: 'provisional' },
        { id: personOf('github', '49699333'), kind: 'bot', standing: 'known' },
      ],
    });
    expect(JSON.stringify(told)).not.toMatch(/ada@|bob|root@/i);
    expect(told?.message.text).toHaveLength(message.length);
  });

  it('credits nobody where nobody can be named', async () => {
    const told = await attributed(pushOf('two', commit('[REDACTED]'), commit('none@none'), commit('')));
    expect(told.map(({ attribution }) => attribution)).toEqual(Array(3).fill({ coAuthors: [] }));
    expect((await rows()).people).toEqual([]);
  });

  it('changes nothing when it is told again, and says the same again', async () => {
    const push = pushOf('three', commit('ada@example.org'), commit(BOB));
    const first = await attributed(push);
    const before = await rows();
    expect(await attributed(push, 'again')).toEqual(first);
    expect(await rows()).toEqual(before);
  });

  it('ends in the same rows whatever comes first, and when several come at once', async () => {
    const automaton = commit('x', 'm', { author: { login: 'Copilot', forgeUserId: '9', email: 'x', bot: true } });
    const pushes = [
      pushOf(
        'a',
        commit('ada@example.org', `m\n\nCo-authored-by: B <${BOB}>`),
        commit('9+someone@users.noreply.github.com'),
      ),
      pushOf('b', commit(BOB), automaton),
      pushOf('c', commit('ADA@example.org'), commit('noreply@github.com')),
    ];
    const attributeCommits = app.get(AttributeCommits);
    for (const push of pushes) await attributeCommits.run([push]);
    const inOrder = await rows();
    await forgetEverybody();
    for (const push of pushes.toReversed()) await attributeCommits.run([push]);
    expect(await rows()).toEqual(inOrder);
    await forgetEverybody();
    await Promise.all([...pushes, ...pushes.toReversed()].map((push) => attributeCommits.run([push, ...pushes])));
    expect(await rows()).toEqual(inOrder);
    published = (await outside.published(CommitsAttributedEvent)).length;
  });

  it('keeps unknown people in a queue, those with the most commits first, and no automaton', async () => {
    await attributed(pushOf('four', commit('ada@example.org'), commit(BOB), commit(BOB), commit('noreply@github.com')));
    const queue = await ask(ListUnmatched, { limit: 10 });
    expect(queue).toMatchObject({
      items: [
        { personId: bob, account: 'github:42', commits: 2 },
        { personId: ada, account: 'a•••@example.org', commits: 1 },
      ],
      total: 2,
    });
    expect(await ask(CountPeople, { forge: 'github', repositoryId: repository.id })).toEqual({
      people: 2,
      bots: 1,
      unmatched: 2,
    });
    expect(await ask(CountPeople, { repositoryId: 'another' })).toEqual({ people: 0, bots: 0, unmatched: 0 });
  });

  it('takes the operator’s word, once, and makes the provisional person another name of theirs', async () => {
    await attributed(pushOf('five', commit('ada@example.org'), commit('ada@home.example.org')));
    const link = { person: { email: 'ada@example.org', userId: 'u1' }, gitEmail: 'Ada@home.example.org', team: 'core' };
    expect(await ask(LinkGitEmails, { links: [link] })).toEqual({ results: [{ personId: ada, created: true }] });
    expect(await ask(LinkGitEmails, { links: [link, link] })).toEqual({
      results: [
        { personId: ada, created: false },
        { personId: ada, created: false },
      ],
    });
    expect(await ask(LinkSlackAccounts, { links: [{ person: { userId: 'u1' }, slackId: 'U1' }] })).toEqual({
      results: [{ personId: ada, created: true }],
    });
    const { people } = await rows();
    expect(people).toContainEqual({
      id: personOf('email', 'ada@home.example.org'),
      kind: 'human',
      standing: 'provisional',
      alias_of: ada,
    });
    expect(await ask(ListUnmatched, { limit: 10 })).toEqual({ items: [], total: 0 });
    expect(await ask(CountPeople, {})).toEqual({ people: 1, bots: 0, unmatched: 0 });
    const [told] = await attributed(pushOf('six', commit('ada@home.example.org')));
    expect(told?.attribution.author).toEqual({ id: ada, kind: 'human', standing: 'known', team: 'core' });
    expect(await database.query('select count(*)::int from link')).toEqual([{ count: 4 }]);
  });

  it('moves an account that the operator gives to somebody else, and keeps both words', async () => {
    const give = (email: string) =>
      ask(LinkGitEmails, { links: [{ person: { email }, gitEmail: 'shared@example.org' }] });
    await attributed(pushOf('seven', commit('shared@example.org')));
    await give('ada@example.org');
    await give('eve@example.org');
    const eve = personOf('email', 'eve@example.org');
    expect(
      await database.query(
        `select number, person_id, previous_person_id from link where value like 'shared%' order by 1`,
      ),
    ).toEqual([
      { number: 1, person_id: ada, previous_person_id: null },
      { number: 2, person_id: eve, previous_person_id: ada },
    ]);
    const shared = personOf('email', 'shared@example.org');
    expect(await database.query('select alias_of from person where id = $1', [shared])).toEqual([{ alias_of: eve }]);
  });

  it('leaves history in the team that somebody was in when they move', async () => {
    const place = (team: string) =>
      ask(LinkGitEmails, {
        links: [{ person: { userId: 'u1' }, gitEmail: 'ada@example.org', team, department: 'R&D' }],
      });
    await place('core');
    await place('core');
    await place('web');
    expect(
      await database.query('select number, team, valid_from is null as always from membership order by 1'),
    ).toEqual([
      { number: 1, team: 'core', always: true },
      { number: 2, team: 'web', always: false },
    ]);
    const told = await attributed(
      pushOf(
        'eight',
        commit('ada@example.org'),
        commit('ada@example.org', 'm', { authoredAt: '2999-01-01T00:00:00Z' }),
      ),
    );
    expect(told.map(({ attribution }) => attribution.author?.team)).toEqual(['core', 'web']);
  });

  it('links a thousand at once', async () => {
    const links = Array.from({ length: 1000 }, (_, index) => ({
      person: { userId: `u${String(index)}` },
      gitEmail: `u${String(index)}@example.org`,
      team: 'core',
    }));
    const { results } = await ask(LinkGitEmails, { links });
    expect(results.filter(({ created }) => created)).toHaveLength(1000);
  });

  it('refuses what is no address, and says which', async () => {
    const links = [{ person: { userId: 'u1' }, gitEmail: 'ada at example' }];
    await expect(ask(LinkGitEmails, { links })).rejects.toMatchObject({ code: 'not-an-address', status: 422 });
  });

  it('names the authors of changes, comments and messages', async () => {
    const change: ChangeUpdated = {
      forge: 'github',
      repository,
      number: 7,
      action: 'opened',
      state: 'open',
      draft: false,
      title: { text: 'Mend it' },
      description: { text: 'ask ada@example.org' },
      source: { branch: 'topic' },
      target: { branch: 'main' },
      updatedAt: '2026-08-03T10:00:00Z',
      deliveryId: stableId('change'),
      author: { login: 'bob', forgeUserId: '42' },
    };
    const writing = { content: { text: 'I will, says ada@example.org' }, writtenAt: '2026-08-03T10:00:00Z' };
    const deliveryId = stableId('comment');
    await outside.events.publish(ChangeUpdatedEvent, change);
    await outside.events.publish(CommentCreatedEvent, {
      ...{ forge: 'github', repository, commentId: 'issue-comment:1', on: { kind: 'other' }, writing, deliveryId },
      author: { login: 'renovate[bot]', forgeUserId: '29139614', bot: true },
    });
    await outside.events.publish(MessageReceivedEvent, {
      ...{ messageId: stableId('message'), writing, deliveryId },
      sender: { userId: 'ada@example.org' },
    });
    const [attributedChange] = await outside.awaitPublished(ChangeAttributedEvent, 1);
    expect(attributedChange?.attribution.author?.id).toBe(bob);
    expect(attributedChange?.description.text).toBe('ask •••@•••••••.•••');
    const [comment] = await outside.awaitPublished(CommentAttributedEvent, 1);
    expect(comment?.attribution.author).toMatchObject({ kind: 'bot' });
    expect(comment?.writing.content.text).toBe('I will, says •••@•••••••.•••');
    const [message] = await outside.awaitPublished(MessageAttributedEvent, 1);
    expect(message?.attribution.author?.id).toBe(ada);
    expect(message).not.toHaveProperty('sender');
  });
});
