import {
  ChangeAttributedEvent,
  type ChangeUpdated,
  ChangeUpdatedEvent,
  CommentAttributedEvent,
  CommentCreatedEvent,
  CommitsAttributedEvent,
  CommitsIngestedEvent,
  CountPeople,
  ListUnmatched,
  MessageAttributedEvent,
  MessageReceivedEvent,
} from '@arbiter/contracts';
import { eventOfPush } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AttributeCommits } from './attribute-commits/attribute-commits.ts';
import { IdentityWorld, commit, personOf, pushOf, repository } from './testing/identity-world.ts';

const ada = personOf('email', 'ada@example.org');
const bob = personOf('github', '42');
const BOB = '42+bob@users.noreply.github.com';

describe('identity', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.start();
  });
  afterEach(() => world.forgetEverybody());
  afterAll(() => world.close());

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
    const [told] = await world.attributed(pushOf('one', commit('Ada@example.org', message)));
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
    const told = await world.attributed(pushOf('two', commit('[REDACTED]'), commit('none@none'), commit('')));
    expect(told.map(({ attribution }) => attribution)).toEqual(Array(3).fill({ coAuthors: [] }));
    expect((await world.rows()).people).toEqual([]);
  });

  it('changes nothing when it is told again, and says the same again', async () => {
    const push = pushOf('three', commit('ada@example.org'), commit(BOB));
    const first = await world.attributed(push);
    const before = await world.rows();
    expect(await world.attributed(push, 'again')).toEqual(first);
    expect(await world.rows()).toEqual(before);
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
    const told = pushes.map(eventOfPush);
    const attributeCommits = world.app.get(AttributeCommits);
    for (const event of told) await attributeCommits.run([event]);
    const inOrder = await world.rows();
    await world.forgetEverybody();
    for (const event of told.toReversed()) await attributeCommits.run([event]);
    expect(await world.rows()).toEqual(inOrder);
    await world.forgetEverybody();
    await Promise.all([...told, ...told.toReversed()].map((event) => attributeCommits.run([event, ...told])));
    expect(await world.rows()).toEqual(inOrder);
    await world.forgetEverybody();
    const before = (await world.outside.published(CommitsAttributedEvent)).length;
    await attributeCommits.run([{ cause: 'together', pushes }, ...told.slice(1)]);
    expect(await world.rows()).toEqual(inOrder);
    const attributed = (await world.outside.published(CommitsAttributedEvent)).slice(before);
    expect(attributed.map((event) => CommitsAttributedEvent.itemsOf(event))).toContainEqual(
      CommitsIngestedEvent.itemsOf({ cause: 'together', pushes }),
    );
  });

  it('keeps unknown people in a queue, those with the most commits first, and no automaton', async () => {
    await world.attributed(
      pushOf('four', commit('ada@example.org'), commit(BOB), commit(BOB), commit('noreply@github.com')),
    );
    const queue = await world.ask(ListUnmatched, { limit: 10 });
    expect(queue).toMatchObject({
      items: [
        { personId: bob, account: 'github:42', commits: 2 },
        { personId: ada, account: 'a•••@example.org', commits: 1 },
      ],
      total: 2,
    });
    expect(await world.ask(CountPeople, { forge: 'github', repositoryId: repository.id })).toEqual({
      people: 2,
      bots: 1,
      unmatched: 2,
    });
    expect(await world.ask(CountPeople, { repositoryId: 'another' })).toEqual({ people: 0, bots: 0, unmatched: 0 });
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
    await world.outside.events.publish(ChangeUpdatedEvent, change);
    await world.outside.events.publish(CommentCreatedEvent, {
      ...{
        forge: 'github',
        repository,
        commentId: 'issue-comment:1',
        on: { kind: 'other' },
        writing,
        deliveryId: stableId('d'),
      },
      author: { login: 'renovate[bot]', forgeUserId: '29139614', bot: true },
    });
    await world.outside.events.publish(MessageReceivedEvent, {
      ...{ messageId: stableId('message'), writing, deliveryId: stableId('d') },
      sender: { userId: 'ada@example.org' },
    });
    const [attributedChange] = await world.outside.awaitPublished(ChangeAttributedEvent, 1);
    expect(attributedChange?.attribution.author?.id).toBe(bob);
    expect(attributedChange?.description.text).toBe('ask •••@•••••••.•••');
    const [comment] = await world.outside.awaitPublished(CommentAttributedEvent, 1);
    expect(comment?.attribution.author).toMatchObject({ kind: 'bot' });
    expect(comment?.writing.content.text).toBe('I will, says •••@•••••••.•••');
    const [message] = await world.outside.awaitPublished(MessageAttributedEvent, 1);
    expect(message?.attribution.author?.id).toBe(ada);
    expect(message).not.toHaveProperty('sender');
  });
});
