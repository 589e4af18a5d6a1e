import { Broker } from '@arbiter/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.ts';
import { Neighbours, runNeighbours } from '../harness/neighbours.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { githubHeaders, post, pushBody } from '../harness/senders.ts';

describe('a delivery that is sent again', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: Awaited<ReturnType<typeof runNeighbours>>;
  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run();
    neighbours = await runNeighbours(ground.servers.natsUrl);
  });
  afterAll(async () => {
    await neighbours.close();
    await ground.close();
  });

  /** Sends a delivery, lets so many seconds pass, and sends it again. */
  async function sendTwice(seconds: number): Promise<string | undefined> {
    const body = pushBody();
    const headers = githubHeaders(body);
    const send = () => post(`${gateway.url}/webhooks/github`, body, headers);
    const { delivery } = (await send()).body;
    await eventually(async () => {
      expect(
        await ground.rows('select from delivery where id = $1 and relayed_at is not null', [delivery]),
      ).toHaveLength(1);
    });
    await ground.rows(`update delivery set received_at = received_at - $2 * interval '1 s' where id = $1`, [
      delivery,
      seconds,
    ]);
    expect((await send()).body.status).toBe('duplicate');
    return delivery;
  }

  /** The names under which a delivery was driven again. */
  async function drivesOf(delivery: string | undefined): Promise<string[]> {
    const { streams } = await gateway.app.get(Broker).manager();
    const { state } = await streams.info('GATEWAY');
    const messages = await Promise.all(
      Array.from({ length: state.last_seq }, (_, index) => streams.getMessage('GATEWAY', { seq: index + 1 })),
    );
    return messages
      .filter((message) => message?.header.get('ce-subject') === `delivery/${String(delivery)}`)
      .map((message) => message?.header.get('arbiter-drive') ?? '')
      .filter((drive) => drive !== '');
  }

  it('goes on its way once more where it ended as a dead letter', async () => {
    Neighbours.status = 'dead-lettered';
    const delivery = await sendTwice(3600);
    await eventually(async () => {
      expect(await drivesOf(delivery)).toEqual([expect.stringMatching(/^redelivery-/)]);
    });
  });

  it('is left alone where its journey is complete', async () => {
    Neighbours.status = 'complete';
    const complete = await sendTwice(3600);
    await eventually(() => {
      expect(Neighbours.asked).toContain(`delivery/${String(complete)}`);
      return Promise.resolve();
    });
    Neighbours.status = 'dead-lettered';
    // The second is decided after the first was.
    const other = await sendTwice(3600);
    await eventually(async () => {
      expect(await drivesOf(other)).toHaveLength(1);
    });
    expect(await drivesOf(complete)).toEqual([]);
  });
});
