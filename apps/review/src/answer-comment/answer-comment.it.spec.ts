import { type CommentAttributed, CommentAttributedEvent } from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { findingMarkedIn } from '@arbiter/reviewing';
import { stableId } from '@arbiter/service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GithubReviewWorld } from '../testing/github-world.ts';

const SECRET = 'export const key = "AKIAIOSFODNN7EXAMPLF";\n';

describe('a conversation on GitHub', () => {
  let world: GithubReviewWorld;
  let said = 0;

  beforeAll(async () => {
    world = await GithubReviewWorld.start();
  });
  afterAll(() => world.close());

  /** Lets somebody comment, as GitHub and its webhook do; the comment's id. */
  const say = async (who: string, number: number, body: string, inReplyTo?: number): Promise<number> => {
    const path = `/repos/octo/hello/${inReplyTo === undefined ? `issues/${String(number)}/comments` : `pulls/${String(number)}/comments/${String(inReplyTo)}/replies`}`;
    const response = await fetch(`${world.github.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer token-of-${who}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body }),
    });
    const { id } = (await response.json()) as { id: number };
    await hear(number, `${inReplyTo === undefined ? 'issue-comment' : 'review-comment'}:${String(id)}`, body);
    return id;
  };

  const hear = async (number: number, commentId: string, body: string): Promise<void> => {
    const event: CommentAttributed = {
      forge: 'github',
      repository: { id: '1296269', name: 'octo/hello' },
      commentId,
      on: { kind: 'change', number },
      writing: { content: { text: body }, writtenAt: '2026-11-18T10:00:00Z' },
      deliveryId: stableId(`comment ${String(said++)}`),
      attribution: { coAuthors: [] },
    };
    await world.outside.events.publish(CommentAttributedEvent, event);
  };

  const commentOf = (number: number, id: number) => {
    const { comments, reviewComments } = world.pull(number);
    const found = [...comments, ...reviewComments].find((comment) => comment.id === id);
    if (!found) throw new Error('there is no such comment');
    return found;
  };
  const reactionsTo = (number: number, id: number) => commentOf(number, id).reactions.map(({ content }) => content);
  const answersTo = (number: number, id: number) => {
    const { comments, reviewComments } = world.pull(number);
    return [...comments, ...reviewComments].filter(({ body }) =>
      body.includes(`<!-- arbiter:answer to ${String(id)} -->`),
    );
  };
  const reviewed = async (branch: string) => {
    const number = await world.change(branch, { [`${branch}.ts`]: SECRET });
    await world.review(number);
    const [finding] = world.pull(number).reviewComments;
    if (!finding) throw new Error('nothing was found');
    return { number, finding };
  };

  it('explains the commands to whoever asks', async () => {
    const { number } = await reviewed('help');
    const id = await say('ada', number, '@arbiter help');
    await until(() => answersTo(number, id).length === 1);
    expect(answersTo(number, id)[0]?.body).toContain('@arbiter review');
  });

  it('answers a reply to its finding in the thread, once, however often it is told', async () => {
    const { number, finding } = await reviewed('why');
    const id = await say('ada', number, 'Why is that a problem?', finding.id);
    await until(() => answersTo(number, id).length > 0);
    await hear(number, `review-comment:${String(id)}`, 'Why is that a problem?');
    const last = await say('ada', number, '@arbiter help');
    await until(() => answersTo(number, last).length === 1);
    expect(answersTo(number, id)).toMatchObject([{ in_reply_to_id: finding.id }]);
  });

  it('does nothing for people without the right to it, and says so with a sign', async () => {
    const { number, finding } = await reviewed('eve');
    const id = await say('eve', number, '@arbiter ignore', finding.id);
    await until(() => reactionsTo(number, id).includes('confused'));
    expect(finding.thread.resolved).toBe(false);
    const review = await say('eve', number, '@arbiter review --full');
    await until(() => reactionsTo(number, review).includes('confused'));
  });

  it('never says again what was ignored, until the rule is wanted again', async () => {
    const { number, finding } = await reviewed('ignored');
    const id = await say('ada', number, '@arbiter ignore', finding.id);
    await until(() => reactionsTo(number, id).includes('+1'));
    expect(finding.thread.resolved).toBe(true);
    const quiet = await world.change('quiet', { 'quiet.ts': SECRET });
    await world.review(quiet);
    expect(world.pull(quiet).reviewComments).toEqual([]);
    expect(world.pull(quiet).comments[0]?.body).toContain('arbiter/leaked-secret');

    const wanted = await say('ada', number, `@arbiter resume ${findingMarkedIn(finding.body)?.ruleId ?? ''}`);
    await until(() => reactionsTo(number, wanted).includes('+1'));
    const loud = await world.change('loud', { 'loud.ts': SECRET });
    await world.review(loud);
    expect(world.pull(loud).reviewComments).toHaveLength(1);
  });

  it('pauses, and reviews a paused change only when it is asked to', async () => {
    const { number } = await reviewed('paused');
    const pause = await say('ada', number, '@arbiter pause');
    await until(() => reactionsTo(number, pause).includes('+1'));
    await world.push(number, 'paused', { 'more.ts': SECRET });
    await world.tell(number);
    const other = await world.change('neighbour', { 'n.ts': 'const n = 1;\n' });
    await world.review(other);
    expect(world.pull(number).reviewComments).toHaveLength(1);
    const review = await say('ada', number, '@arbiter review');
    await until(() => world.pull(number).reviewComments.length === 2);
    expect(reactionsTo(number, review)).toEqual(['eyes']);
  });

  it('does not listen to itself', async () => {
    const { number } = await reviewed('echo');
    const own = await say('arbiter', number, '@arbiter help');
    const id = await say('ada', number, '@arbiter help');
    await until(() => answersTo(number, id).length === 1);
    expect(answersTo(number, own)).toEqual([]);
  });
});
