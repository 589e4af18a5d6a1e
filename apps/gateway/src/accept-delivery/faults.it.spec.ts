import { DeliveryAcceptedEvent, type DeliveryAccepted } from '@arbiter/contracts';
import { Broker } from '@arbiter/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { githubHeaders, post, pushBody } from '../harness/senders.ts';

describe('when servers are away', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  beforeAll(async () => {
    ground = await prepareGround({ ownPostgres: true });
    gateway = await ground.run();
  }, 60_000);
  afterAll(() => ground.close());

  const send = (body = pushBody()) => post(`${gateway.url}/webhooks/github`, body, githubHeaders(body));

  /** The newest delivery that the broker has. */
  async function lastRelayed(): Promise<DeliveryAccepted> {
    const manager = await gateway.app.get(Broker).manager();
    const message = await manager.streams.getMessage('GATEWAY', { last_by_subj: DeliveryAcceptedEvent.subject });
    return DeliveryAcceptedEvent.parse(message?.json());
  }

  async function expectRelayed(id: string | undefined): Promise<void> {
    await eventually(async () => {
      const [row] = await ground.rows<{ relayed: boolean }>(
        'select relayed_at is not null as relayed from delivery where id = $1',
        [id],
      );
      expect(row).toEqual({ relayed: true });
    });
  }

  const brokerIsUp = (up: boolean) =>
    eventually(() => {
      expect(gateway.app.get(Broker).up).toBe(up);
      return Promise.resolve();
    });

  it('relays at once while all is well', async () => {
    const body = pushBody();
    const answer = await send(body);
    await expectRelayed(answer.body.delivery);
    expect(await lastRelayed()).toMatchObject({
      deliveryId: answer.body.delivery,
      source: 'github',
      event: 'push',
      document: JSON.parse(body) as object,
    });
  });

  it('keeps deliveries for a broker that is away, and relays them once it is back', async () => {
    await ground.servers.nats.kill();
    await brokerIsUp(false);
    const answer = await send();
    expect([answer.status, answer.body.status]).toEqual([202, 'accepted']);
    await ground.servers.nats.start();
    await expectRelayed(answer.body.delivery);
    expect((await lastRelayed()).deliveryId).toBeDefined();
  });

  it('drives the last deliveries again after the broker was killed', async () => {
    await eventually(async () => {
      const { streams } = await gateway.app.get(Broker).manager();
      const last = await streams.getMessage('GATEWAY', { last_by_subj: DeliveryAcceptedEvent.subject });
      expect(last?.header.get('arbiter-drive')).toMatch(/^broker-/);
      // Once that is done the table looks as if nothing had happened.
      expect(await ground.rows('select from delivery where drive is not null or relayed_at is null')).toEqual([]);
    });
  });

  it('diverts to the broker while the database is away, and stores once it is back', async () => {
    await ground.postgres?.kill();
    const body = pushBody();
    const answer = await send(body);
    expect([answer.status, answer.body.status]).toEqual([202, 'accepted']);
    await ground.postgres?.start();
    await expectRelayed(answer.body.delivery);
    const [row] = await ground.rows<{ body: Buffer }>('select body from delivery where id = $1', [
      answer.body.delivery,
    ]);
    expect(row?.body.toString()).toBe(body);
  });

  it('leaves the delivery with its sender while both are away', async () => {
    await Promise.all([ground.postgres?.kill(), ground.servers.nats.kill()]);
    await brokerIsUp(false);
    const { status, body, headers } = await send();
    expect([status, body.code]).toEqual([503, 'cannot-take-it']);
    expect(headers.get('retry-after')).toBe('5');
    await Promise.all([ground.postgres?.start(), ground.servers.nats.start()]);
    await eventually(async () => {
      expect((await send()).status).toBe(202);
    });
  });

  it('says what is away in its readiness, and that it lives', async () => {
    await ground.servers.redis.stop();
    const ready = await fetch(`${gateway.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ checks: { redis: 'down', database: 'up' } });
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    await ground.servers.redis.start();
  });
});
