import {
  InterventionDeliveredEvent,
  InterventionProposedEvent,
  InterventionUndeliveredEvent,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { type SlackWebhook, startSlackWebhook } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rounds } from './rounds.ts';
import { NotifierWorld, promise } from '../testing/notifier-world.ts';

describe('the announcement of promises in Slack', () => {
  let slack: SlackWebhook;
  let world: NotifierWorld;

  beforeAll(async () => {
    slack = await startSlackWebhook();
    world = await NotifierWorld.start({
      SLACK_WEBHOOK_URL: slack.url,
      ARBITER_INTEGRATION_TIMEOUT: '1',
      ARBITER_INTEGRATION_MAX_RETRIES: '1',
    });
  });
  afterAll(async () => {
    await world.close();
    await slack.close();
  });

  const deliveryOf = async (name: string) => (await world.entry(name))?.deliveries?.[0];
  const settled = async (name: string, state: string) => {
    await until(async () => (await deliveryOf(name))?.state === state);
    return deliveryOf(name);
  };
  const postsAbout = (name: string) => slack.posts.filter(({ text }) => text.includes(`mend ${name} `));
  const delivered = () => world.outside.published(InterventionDeliveredEvent);
  const given = async (name: string) =>
    (await world.outside.published(InterventionUndeliveredEvent)).find(
      ({ interventionId }) => interventionId === idOf(name),
    );
  const idOf = (name: string) => stableId('intervention', stableId('commitment', name));

  it('happens once, and is told', async () => {
    await world.make(promise('one'));
    await settled('one', 'delivered');
    const [told] = await world.outside.awaitPublished(InterventionDeliveredEvent, 1);
    expect(told).toMatchObject({ interventionId: idOf('one'), channel: 'slack' });
    const [proposed] = await world.outside.published(InterventionProposedEvent);
    expect(proposed?.deliverTo).toEqual(['inbox', 'slack']);
    expect(await world.entry('one')).toMatchObject({ state: 'delivered' });
    expect(postsAbout('one')).toHaveLength(1);
  });

  it('never happens for what a human has to judge first', async () => {
    await world.make(promise('ambiguous', { ambiguous: true }), promise('two'));
    await settled('two', 'delivered');
    expect(postsAbout('ambiguous')).toEqual([]);
    expect((await world.entry('ambiguous'))?.deliveries).toEqual([]);
  });

  it('happens once however many share the work', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `shared-${String(index)}`);
    await world.make(...names.map((name) => promise(name)));
    await world.outside.awaitPublished(InterventionProposedEvent, names.length);
    const { signal } = new AbortController();
    const courier = () => world.app.get(Rounds).run(signal);
    await Promise.all([courier(), courier(), courier()]);
    for (const name of names) await settled(name, 'delivered');
    expect(names.map((name) => postsAbout(name).length)).toEqual(names.map(() => 1));
  });

  it('waits as long as Slack asks for, without counting it as a failure', async () => {
    slack.answerNext('rate_limited', 'rate_limited', 'rate_limited');
    await world.make(promise('three'));
    await settled('three', 'delivered');
    expect(postsAbout('three')).toHaveLength(4);
  });

  it.each(['no_service', 'channel_is_archived'] as const)('is over when Slack refuses with %s', async (word) => {
    slack.answerNext(word);
    await world.make(promise(word));
    expect(await settled(word, 'failed')).toEqual({ channel: 'slack', state: 'failed', outcome: word });
    expect(postsAbout(word)).toHaveLength(1);
  });

  it.each([
    ['rollup_error', 'rollup_error'],
    ['cut', 'und_err_socket'],
    ['silent', 'timeout'],
  ] as const)('is not repeated when nobody knows whether it arrived: %s', async (answer, outcome) => {
    slack.answerNext(answer);
    await world.make(promise(answer), promise(`after-${answer}`));
    await settled(`after-${answer}`, 'delivered');
    expect(await settled(answer, 'unknown')).toEqual({ channel: 'slack', state: 'unknown', outcome });
    expect(postsAbout(answer)).toHaveLength(1);
    await until(async () => (await given(answer))?.outcome === 'unknown');
    expect(await given(answer)).toMatchObject({ channel: 'slack', reason: outcome });
  });

  it('that a crash interrupted is not repeated, and the inbox says so', async () => {
    await world.make(promise('interrupted'));
    await settled('interrupted', 'delivered');
    await world.database.query(
      `update delivery set state = 'sending', sending_since = now() - interval '1 hour' where intervention_id = $1`,
      [idOf('interrupted')],
    );
    await world.stopApp();
    await world.startApp();
    expect(await settled('interrupted', 'unknown')).toMatchObject({ outcome: 'interrupted' });
    expect(postsAbout('interrupted')).toHaveLength(1);
  });

  it('is told of after a crash that came between the post and the telling', async () => {
    await world.make(promise('untold'));
    await settled('untold', 'delivered');
    await until(async () => (await delivered()).some(({ interventionId }) => interventionId === idOf('untold')));
    const [event] = (await delivered()).filter(({ interventionId }) => interventionId === idOf('untold'));
    await world.database.query('insert into outgoing (subject, data) values ($1, $2)', [
      InterventionDeliveredEvent.subject,
      JSON.stringify(event),
    ]);
    await world.stopApp();
    await world.startApp();
    await until(async () => (await world.database.query('select from outgoing')).length === 0);
    // The broker knows the event already: it stands there once.
    expect((await delivered()).filter(({ interventionId }) => interventionId === idOf('untold'))).toHaveLength(1);
    expect(postsAbout('untold')).toHaveLength(1);
  });

  it('is tried again when nothing can have arrived, and then is over', async () => {
    const { url } = slack;
    await slack.close();
    await world.make(promise('refused'));
    expect(await settled('refused', 'failed')).toEqual({ channel: 'slack', state: 'failed', outcome: 'econnrefused' });
    expect(
      await world.database.query('select retries from delivery where intervention_id = $1', [idOf('refused')]),
    ).toEqual([{ retries: 1 }]);
    expect(url).toContain('127.0.0.1');
  });
});
