import { fileURLToPath } from 'node:url';
import {
  type AdminDeadLetter,
  type CountJourneysResponse,
  type DeadLetterIds,
  JourneyStatuses,
  type ListConsumersResponse,
  type ListDeadLettersResponse,
  type ShowDeadLetterResponse,
  type ShowJourneyResponse,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { type Client, type ServiceError, status } from '@grpc/grpc-js';
import { protoPath as HEALTH } from 'grpc-health-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdminWorld, KEY } from '../testing/admin-world.ts';
import { call, clientOf } from '../testing/admin-client.ts';
import { deliveryOf, journeyOf, keyOf, shaOf } from '../testing/events.ts';
import { ClumsyIdentity } from '../testing/clumsy-identity.ts';
import { servicesByReflection } from '../testing/reflection.ts';

const ADMIN = fileURLToPath(import.meta.resolve('@arbiter/contracts/proto/arbiter/admin/v1/admin.proto'));

describe('the admin API', () => {
  let world: AdminWorld;
  let identity: ClumsyIdentity;
  let admin: Client;

  const letters = async (): Promise<readonly AdminDeadLetter[]> =>
    (await call<ListDeadLettersResponse>(admin, 'listDeadLetters')).items;
  const audited = () =>
    world.database.query<{ actor: object; action: string; details: object }>(
      `select entry->'actor' as actor, entry->>'action' as action, entry->'details' as details
       from audit_entry order by seq`,
    );

  beforeAll(async () => {
    world = await AdminWorld.start();
    identity = await ClumsyIdentity.start(world.servers.natsUrl);
    admin = clientOf(ADMIN, 'arbiter.admin.v1.Admin', world.address);
    await world.tell(journeyOf('whole', [1, 2]));
    await until(async () => (await call<CountJourneysResponse>(admin, 'countJourneys')).complete === 2);
  });
  afterAll(async () => {
    admin.close();
    await identity.close();
    await world.close();
  });

  it('says by reflection which services it has', async () => {
    expect(await servicesByReflection(world.address)).toEqual(
      expect.arrayContaining(['arbiter.admin.v1.Admin', 'grpc.health.v1.Health']),
    );
  });

  it('is SERVING once it is ready', async () => {
    const health = clientOf(HEALTH, 'grpc.health.v1.Health', world.address);
    await until(async () => (await call<{ status: string }>(health, 'check')).status === 'SERVING');
    const { status: own } = await call<{ status: string }>(health, 'check', { service: 'arbiter.admin.v1.Admin' });
    expect(own).toBe('SERVING');
    health.close();
  });

  it('shows a journey by its key, its SHA, and the beginning of its SHA in any case', async () => {
    const asked = [{ key: keyOf(1) }, { sha: shaOf(1) }, { sha: shaOf(1).slice(0, 8).toUpperCase() }];
    for (const request of asked) {
      const { journeys } = await call<ShowJourneyResponse>(admin, 'showJourney', request);
      expect(journeys).toMatchObject([{ key: keyOf(1), status: 'complete' }]);
      expect(journeys[0]?.steps).toHaveLength(9);
    }
  });

  it.each([
    ['showJourney', { sha: shaOf(99) }, status.NOT_FOUND],
    ['showJourney', { key: 'commit/github/1/nothing' }, status.NOT_FOUND],
    ['showJourney', { sha: 'abc' }, status.INVALID_ARGUMENT],
    ['showJourney', { sha: '%_%_%_%_' }, status.INVALID_ARGUMENT],
    ['showJourney', {}, status.INVALID_ARGUMENT],
    ['showDeadLetter', { id: 4711 }, status.NOT_FOUND],
    ['listDeadLetters', { limit: -1 }, status.INVALID_ARGUMENT],
  ])('refuses %s of %j', async (method, request, code) => {
    await expect(call(admin, method, request)).rejects.toMatchObject({ code });
  });

  it('lists every consumer', async () => {
    const { items } = await call<ListConsumersResponse>(admin, 'listConsumers');
    expect(items).toContainEqual(
      expect.objectContaining({ stream: 'INGESTION', durable: 'admin-commits-ingested', pending: 0 }),
    );
    expect(items.length).toBeGreaterThan(17);
  });

  it('lets nobody change anything without the key', async () => {
    const request = { selection: { all: true } };
    for (const method of ['replayDeadLetters', 'dropDeadLetters']) {
      await expect(call(admin, method, request)).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
      await expect(call(admin, method, request, 'wrong')).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    }
    expect(await audited()).toEqual([]);
  });

  it.each([{}, { selection: {} }, { selection: { all: true, service: 'identity' } }])(
    'changes nothing when it is not clear what is meant: %j',
    async (request) => {
      for (const method of ['replayDeadLetters', 'dropDeadLetters']) {
        await expect(call(admin, method, request, KEY)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
      }
    },
  );

  it('shows what could not be handled, and drives it again when it can', async () => {
    await world.tell(journeyOf('bad', [7]).slice(0, 2));
    await until(async () => (await letters()).length === 1);
    const [letter] = await letters();
    expect(letter).toMatchObject({
      service: 'identity',
      subject: 'ingestion.commits.ingested.v1',
      journeys: [keyOf(7)],
      error: expect.stringContaining('clumsy') as unknown,
    });
    const statuses = () => world.ask(JourneyStatuses, { journeys: [keyOf(7)] });
    expect(await statuses()).toEqual({ statuses: ['dead-lettered'] });
    expect(await call<CountJourneysResponse>(admin, 'countJourneys')).toEqual({
      running: 0,
      complete: 2,
      deadLettered: 1,
    });

    const shown = await call<ShowDeadLetterResponse>(admin, 'showDeadLetter', { id: letter?.id });
    expect(JSON.parse(shown.body)).toMatchObject({ pushes: [{ push: { deliveryId: deliveryOf('bad').deliveryId } }] });
    expect(shown.headers).toMatchObject({ 'ce-type': 'dev.arbiter.ingestion.commits.ingested.v1' });

    const selection = { service: 'identity' };
    const dry = await call<DeadLetterIds>(admin, 'replayDeadLetters', { selection, dryRun: true }, KEY);
    expect(dry.ids).toEqual([letter?.id]);
    expect(await letters()).toHaveLength(1);

    identity.careful = true;
    expect((await call<DeadLetterIds>(admin, 'replayDeadLetters', { selection }, KEY)).ids).toEqual(dry.ids);
    await until(() => Promise.resolve(identity.handled.includes(shaOf(7))));
    expect(await letters()).toEqual([]);
    expect(await statuses()).toEqual({ statuses: ['running'] });
    await world.tell(journeyOf('bad', [7]).slice(2));
    await until(async () => (await statuses()).statuses[0] === 'complete');
    const actor = { kind: 'operator', id: expect.stringMatching(/^[0-9a-f]{12}$/) as unknown };
    const details = { letters: 1, ids: String(letter?.id) };
    expect(await audited()).toEqual([
      { actor, action: 'dead-letters.replay-begun', details },
      { actor, action: 'dead-letters.replay-ended', details },
    ]);
  });

  it('drops what is given up, and the journey stays given up', async () => {
    identity.careful = false;
    await world.tell(journeyOf('worse', [8]).slice(0, 2));
    await until(async () => (await letters()).length === 1);
    const ids = (await letters()).map(({ id }) => id);
    await expect(
      call(admin, 'dropDeadLetters', { selection: { ids, service: 'identity' } }, KEY),
    ).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    expect(await call(admin, 'dropDeadLetters', { selection: { ids } }, KEY)).toEqual({ ids });
    expect(await letters()).toEqual([]);
    expect(await world.ask(JourneyStatuses, { journeys: [keyOf(8)] })).toEqual({ statuses: ['dead-lettered'] });
  });

  it('says that the broker is away', async () => {
    await world.servers.nats.stop();
    await until(async () => {
      const [outcome] = await Promise.allSettled([call(admin, 'listConsumers')]);
      return outcome.status === 'rejected' && (outcome.reason as ServiceError).code === status.UNAVAILABLE;
    });
    expect(await call<CountJourneysResponse>(admin, 'countJourneys')).toMatchObject({ complete: 3 });
    await world.servers.nats.start();
  });
});
