import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { githubHeaders, post, pushBody } from '../harness/senders.ts';

describe('accepting deliveries', () => {
  let ground: Ground;
  let gateways: readonly [RunningGateway, RunningGateway];
  beforeAll(async () => {
    ground = await prepareGround();
    gateways = [await ground.run(), await ground.run()];
  });
  afterAll(() => ground.close());

  const send = (body: string, headers = githubHeaders(body), which: 0 | 1 = 0) =>
    post(`${gateways[which].url}/webhooks/github`, body, headers);

  it('answers only after the delivery is in the table', async () => {
    const body = pushBody();
    const { status, body: answer } = await send(body);
    expect([status, answer.status]).toEqual([202, 'accepted']);
    const [row] = await ground.rows<{ body: Buffer; status: string }>(
      'select body, status from delivery where id = $1',
      [answer.delivery],
    );
    expect(row?.status).toBe('accepted');
    expect(row?.body.toString()).toBe(body);
  });

  it('takes the same delivery once, however often and wherever it comes at the same time', async () => {
    const body = pushBody();
    const headers = githubHeaders(body);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => send(body, headers, index % 2 === 0 ? 0 : 1)),
    );
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(answers.map((answer) => answer.body.status).sort()).toEqual([
      'accepted',
      ...Array<string>(9).fill('duplicate'),
    ]);
    expect(new Set(answers.map((answer) => answer.body.delivery)).size).toBe(1);
  });

  it('takes two deliveries with one id and different bodies', async () => {
    const [first, second] = [pushBody(), pushBody()];
    const id = { 'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958' };
    const answers = [await send(first, githubHeaders(first, id)), await send(second, githubHeaders(second, id))];
    expect(answers.map(({ body }) => body.status)).toEqual(['accepted', 'accepted']);
  });

  it('relays what it accepted, and nothing else', async () => {
    const { body } = await send(pushBody());
    await eventually(async () => {
      const [row] = await ground.rows<{ done: boolean }>(
        'select relayed_at is not null as done from delivery where id = $1',
        [body.delivery],
      );
      expect(row?.done).toBe(true);
    });
  });
});
