import { AuditRecordedEvent, DeliveryAcceptedEvent, type EventDefinition } from '@arbiter/contracts';
import { Broker } from '@arbiter/messaging';
import { stableId } from '@arbiter/service';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hash, randomUUID } from 'node:crypto';
import { eventually } from '../harness/eventually.ts';
import { Neighbours, runNeighbours } from '../harness/neighbours.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { SECRETS } from '../harness/secrets.ts';
import { githubHeaders, post, pushBody } from '../harness/senders.ts';
import { ReleaseDelivery } from './release-delivery.ts';

interface Page {
  readonly items: { readonly delivery: string; readonly reason: string }[];
  readonly total: number;
  readonly next: string | null;
}

describe('quarantine', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: Awaited<ReturnType<typeof runNeighbours>>;
  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run({ ARBITER_API_RATE_LIMIT_PER_MINUTE: '1000' });
    neighbours = await runNeighbours(ground.servers.natsUrl);
  });
  beforeEach(() => ground.rows('delete from delivery'));
  afterAll(async () => {
    await neighbours.close();
    await ground.close();
  });

  const call = async (path: string, deliveries?: readonly string[], key: string = SECRETS.apiKey) => {
    const response = await fetch(`${gateway.url}/api/v1/quarantine${path}`, {
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      ...(deliveries && { method: 'POST', body: JSON.stringify({ deliveries }) }),
    });
    return { status: response.status, body: (await response.json()) as never };
  };
  const release = async (...deliveries: string[]): Promise<unknown> => (await call('/release', deliveries)).body;
  const list = async (query = ''): Promise<Page> => (await call(query)).body;

  const sendAs = (header: string, body: string | Buffer) =>
    post(`${gateway.url}/webhooks/github`, body, githubHeaders(body, { 'x-github-delivery': header }));

  /** Sends what makes no sense; answers its id. */
  async function send(body: string | Buffer, header: string = randomUUID()): Promise<string> {
    const { status, delivery = '' } = (await sendAs(header, body)).body;
    expect(status).toBe('quarantined');
    return delivery;
  }

  /** A delivery of a day ago that an earlier version did not understand. */
  async function misjudged(body: string, header: string = randomUUID()): Promise<string> {
    const id = stableId('github', '1234', header, hash('sha256', body));
    await ground.rows(
      `update delivery set id = $2, size = octet_length($3::text), body = convert_to($3, 'UTF8'),
              reason = 'body: too large to be read', received_at = now() - interval '1 day' where id = $1`,
      [await send('', header), id, body],
    );
    return id;
  }

  /** All that the broker has of a kind. */
  async function published<Data>(stream: string, event: EventDefinition<Data>): Promise<Data[]> {
    const { streams } = await gateway.app.get(Broker).manager();
    const { state } = await streams.info(stream);
    const all = Array.from({ length: state.last_seq }, (_, index) => streams.getMessage(stream, { seq: index + 1 }));
    return (await Promise.all(all)).flatMap((message) =>
      message?.subject === event.subject ? [event.parse(message.json())] : [],
    );
  }

  /** Documents of a delivery that is on its way; undefined for one too large to be in the event. */
  const relayed = async (delivery: string) =>
    (await published('GATEWAY', DeliveryAcceptedEvent))
      .filter(({ deliveryId }) => deliveryId === delivery)
      .map(({ document }) => document);

  const audited = async (delivery: string) =>
    (await published('AUDIT', AuditRecordedEvent))
      .filter(({ object }) => object?.kind === 'delivery' && object.id === delivery)
      .map(({ action }) => action);

  it('lists what could not be processed, newest first, page by page', async () => {
    const ids = [await send('no'), await send('{'), await send('[]')];
    await ground.rows(
      `update delivery set received_at = received_at + array_position($1::uuid[], id) * interval '1 s'`,
      [ids],
    );
    const first = await list('?limit=2');
    expect(first.items.map(({ delivery }) => delivery)).toEqual([ids[2], ids[1]]);
    expect(first).toMatchObject({ total: 3, next: ids[1] });
    const second = await list(`?limit=2&before=${String(first.next)}`);
    expect(second).toMatchObject({ items: [{ delivery: ids[0], reason: 'body: not JSON', size: 2 }], next: null });
  });

  it('shows a body as it came, whatever its bytes', async () => {
    const [text, bytes] = [await send('{"ref":'), await send(Buffer.from([0xff, 0xfe]))];
    expect((await call(`/${text}`)).body).toMatchObject({ encoding: 'utf8', body: '{"ref":' });
    expect((await call(`/${bytes}`)).body).toMatchObject({ encoding: 'base64', body: '//4=' });
    expect(await audited(text)).toEqual(['delivery.looked-at']);
  });

  it('lets go what makes sense by now, once, and it goes on its way', async () => {
    const body = pushBody();
    const id = await misjudged(body);
    expect(await release(id, id)).toEqual({
      items: [
        { delivery: id, status: 'accepted' },
        { delivery: id, status: 'not-held' },
      ],
    });
    await eventually(async () => {
      expect(await relayed(id)).toEqual([JSON.parse(body)]);
    });
    expect(await list()).toEqual({ items: [], total: 0, next: null });
    expect(await audited(id)).toEqual(['delivery.judged-anew']);
    expect(await call(`/${id}`)).toMatchObject({ status: 404, body: { code: 'delivery-not-held' } });
  });

  it('is left once, however many release at the same time', async () => {
    const id = await misjudged(pushBody());
    const door = gateway.app.get(ReleaseDelivery, { strict: false });
    const runAll = (ids: readonly string[]) => Promise.all(ids.map((one) => door.run(one)));
    // So that each has a connection, and none waits until another is done.
    await runAll(Array.from({ length: 4 }, () => randomUUID()));
    const judgements = await runAll([id, id, id, id]);
    expect(judgements.filter((judgement) => judgement !== undefined)).toMatchObject([{ status: 'accepted' }]);
  });

  it('lets go a body too large for an event', async () => {
    const id = await misjudged(pushBody({ padding: 'x'.repeat(1024 * 1024) }));
    expect(await release(id)).toMatchObject({ items: [{ status: 'accepted' }] });
    await eventually(async () => {
      expect(await relayed(id)).toEqual([undefined]);
    });
  });

  it('keeps what still makes no sense, with the reason of now', async () => {
    const id = await misjudged('{"ref":');
    const items = [{ delivery: id, reason: 'body: not JSON' }];
    expect(await release(id)).toMatchObject({ items: [{ ...items[0], status: 'quarantined' }] });
    expect(await list()).toMatchObject({ items });
    expect((await call(`/${id}`)).body).toMatchObject({ body: '{"ref":' });
  });

  it('judges anew what its sender delivers again', async () => {
    Neighbours.status = 'running';
    const body = pushBody();
    const header = randomUUID();
    const id = await misjudged(body, header);
    expect((await sendAs(header, body)).body.status).toBe('duplicate');
    await eventually(async () => {
      expect(await relayed(id)).toEqual([JSON.parse(body)]);
    });
  });

  it('is the operator’s', async () => {
    const id = await misjudged(pushBody());
    for (const path of ['', `/${id}`]) expect((await call(path, undefined, 'wrong')).status).toBe(401);
    expect((await call('/release', [id], 'wrong')).status).toBe(401);
    for (const deliveries of [[], ['no-uuid']]) expect((await call('/release', deliveries)).status).toBe(400);
    expect((await call('/no-uuid')).status).toBe(400);
    expect((await list()).total).toBe(1);
  });
});
