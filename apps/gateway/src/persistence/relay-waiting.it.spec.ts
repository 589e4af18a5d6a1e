import { MAX_INLINE_BODY } from '@arbiter/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Ground, prepareGround } from '../harness/running-gateway.ts';
import { DeliveryRepository, type StoredDelivery } from './delivery.repository.ts';

const HOUR = 3_600_000;

describe('what waits in the table to be relayed', () => {
  let ground: Ground;
  let deliveries: DeliveryRepository;
  beforeAll(async () => {
    ground = await prepareGround();
    deliveries = (await ground.run()).app.get(DeliveryRepository, { strict: false });
  }, 60_000);
  afterAll(() => ground.close());

  /** Stores deliveries of such sizes, younger than the service's own look takes them; answers their ids, oldest first. */
  async function store(...sizes: number[]): Promise<string[]> {
    const rows = await ground.rows<{ id: string }>(
      `insert into delivery (id, source, event, hook_id, sender_id, digest, format, size, status, received_at, body)
       select gen_random_uuid(), 'github', 'push', '1', '1', '', 'json', size, 'accepted',
              now() + interval '1 hour' + nr * interval '1 s', convert_to(repeat('x', size), 'UTF8')
         from unnest($1::int[]) with ordinality as d (size, nr) returning id`,
      [sizes],
    );
    return rows.map(({ id }) => id);
  }

  /** Relays what is not in hand. */
  async function relay(inHand: readonly string[]): Promise<readonly StoredDelivery[]> {
    let relayed: readonly StoredDelivery[] = [];
    await deliveries.relayWaiting(10, -2 * HOUR, inHand, (waiting) => {
      relayed = waiting;
      return Promise.resolve(waiting.map(({ id }) => id));
    });
    return relayed;
  }

  it('leaves out what is just being relayed, and takes it once it is in hand no more', async () => {
    const [first = '', second = ''] = await store(1, 1);
    expect((await relay([first])).map(({ id }) => id)).toEqual([second]);
    expect((await relay([])).map(({ id }) => id)).toEqual([first]);
    expect(await relay([])).toEqual([]);
  });

  it('brings no body along that is too large for an event', async () => {
    await store(MAX_INLINE_BODY, MAX_INLINE_BODY + 1);
    expect((await relay([])).map(({ body, size }) => [size, body?.length])).toEqual([
      [MAX_INLINE_BODY, MAX_INLINE_BODY],
      [MAX_INLINE_BODY + 1, undefined],
    ]);
  });
});
