import {
  AuditRecordedEvent,
  ExportPerson,
  FindTraces,
  ListAudit,
  ListWritings,
  type ReplyOf,
  type RequestOf,
} from '@arbiter/contracts';
import { Answers, Broker, MessagingModule } from '@arbiter/messaging';
import { Outside } from '@arbiter/messaging/testing';
import { baseConfig, loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplication, Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { ApiKeys } from '../doors/api-key.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { SECRETS } from '../harness/secrets.ts';

const ADA = stableId('ada');
/** Pages of the notifier, and bytes of the one record in each: far more than lies in the buffers on the way. */
const PAGES = 120;
const BYTES = 400_000;

type Page = ReplyOf<(typeof ExportPerson)['notifier']>;
const nothing: Page = { records: [], next: null };

/** All services that hold anything. */
@Controller()
class Neighbours {
  static asked = 0;
  static broken = false;

  @Answers(FindTraces)
  find({ person }: RequestOf<typeof FindTraces>): Promise<ReplyOf<typeof FindTraces>> {
    const known = 'personId' in person && person.personId === ADA;
    return Promise.resolve({ person: known ? { personIds: [ADA], traces: [] } : null });
  }

  @Answers(ListWritings)
  writings(_: RequestOf<typeof ListWritings>): Promise<ReplyOf<typeof ListWritings>> {
    return Promise.resolve({ items: [] });
  }

  @Answers(ListAudit)
  audit(_: RequestOf<typeof ListAudit>): Promise<ReplyOf<typeof ListAudit>> {
    return Promise.resolve({ items: [], next: null });
  }

  @Answers(ExportPerson.review)
  review(_: RequestOf<(typeof ExportPerson)['review']>): Promise<Page> {
    if (Neighbours.broken) throw new Error('no disk is left');
    return Promise.resolve({ records: [{ kind: 'commitment', data: { quote: 'I will' } }], next: null });
  }

  @Answers(ExportPerson.notifier)
  notifier({ after = '0' }: RequestOf<(typeof ExportPerson)['notifier']>): Promise<Page> {
    Neighbours.asked += 1;
    const page = Number(after) + 1;
    const data = { page, words: 'x'.repeat(BYTES) };
    return Promise.resolve({ records: [{ kind: 'delivery', data }], next: page < PAGES ? String(page) : null });
  }

  @Answers(ExportPerson['cost-accounting'])
  costs(_: RequestOf<(typeof ExportPerson)['cost-accounting']>): Promise<Page> {
    return Promise.resolve(nothing);
  }

  @Answers(ExportPerson.identity)
  identity(_: RequestOf<(typeof ExportPerson)['identity']>): Promise<Page> {
    return Promise.resolve({ records: [{ kind: 'account', data: {} }], next: null });
  }
}

describe('everything that is held of a person', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: INestApplication;

  const personal = (id: string) => new ApiKeys(SECRETS.apiKey).personalKey(id);
  const ask = (query = '', key = personal(ADA)) =>
    fetch(`${gateway.url}/api/v1/privacy/export${query}`, { headers: { 'x-api-key': key } });

  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run({ ARBITER_API_RATE_LIMIT_PER_MINUTE: '100000' });
    @Module({ imports: [MessagingModule.forService('notifier')], controllers: [Neighbours] })
    class Beside {}
    const schema = z.object(baseConfig);
    const config = loadConfig(schema, { ARBITER_NATS_URL: ground.servers.natsUrl });
    neighbours = await createService({ name: 'notifier', module: Beside, config: schema }, config);
    await neighbours.get(Broker, { strict: false }).connected();
  });
  afterAll(async () => {
    await neighbours.close();
    await ground.close();
  });
  beforeEach(() => {
    Neighbours.asked = 0;
    Neighbours.broken = false;
  });

  it('is one document, of every service', async () => {
    const response = await ask();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    const { personIds, records } = (await response.json()) as { personIds: string[]; records: { service: string }[] };
    expect(personIds).toEqual([ADA]);
    expect(records).toHaveLength(PAGES + 2);
    expect([records[0], records.at(-1)]).toMatchObject([{ service: 'review' }, { service: 'identity' }]);
  });

  it('is gathered while it is taken, and never held as a whole', async () => {
    const response = await ask();
    let [taken, most] = [0, 0];
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      most = Math.max(most, Neighbours.asked * BYTES - taken);
      taken += part.length;
    }
    expect(taken).toBeGreaterThan(PAGES * BYTES);
    expect(most).toBeLessThan((PAGES * BYTES) / 2);
  });

  it('is handed to themselves, and to whoever runs it for a reason that they can read', async () => {
    const asked = `?person_id=${ADA}`;
    expect((await ask(asked, personal(stableId('eve')))).status).toBe(403);
    expect((await ask(asked, SECRETS.apiKey)).status).toBe(400);
    const response = await ask(`${asked}&reason=she+asked`, SECRETS.apiKey);
    await response.body?.cancel();
    expect(response.status).toBe(200);
    const outside = await Outside.of(ground.servers.natsUrl);
    const looks = await outside.awaitPublished(AuditRecordedEvent, 1);
    await outside.close();
    expect(looks).toMatchObject([
      { action: 'person.looked-at', personId: ADA, reason: 'she asked', details: { what: 'export' } },
    ]);
  });

  it('is a problem like any other where it cannot begin', async () => {
    Neighbours.broken = true;
    const response = await ask();
    expect([response.status >= 500, response.headers.get('content-type')]).toEqual([
      true,
      expect.stringContaining('application/problem+json'),
    ]);
  });
});
