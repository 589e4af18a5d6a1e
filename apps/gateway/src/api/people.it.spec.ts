import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.ts';
import { runNeighbours } from '../harness/neighbours.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { SECRETS } from '../harness/secrets.ts';

const PERSON = '6d6be4f4-3d45-4a58-8f1c-2a35cb5cf2ec';
const OTHER = '9bd7e2a5-3ee2-4a4f-8b55-5e3e0d2a7c11';

describe('who is who in the REST API', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: Awaited<ReturnType<typeof runNeighbours>>;
  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run({ ARBITER_API_RATE_LIMIT_PER_MINUTE: '1000' });
    neighbours = await runNeighbours(ground.servers.natsUrl);
    await eventually(async () => {
      expect((await post(`/people/${PERSON}/merge`, { into: OTHER, confirm: true })).status).toBe(200);
    });
  });
  afterAll(async () => {
    await neighbours.close();
    await ground.close();
  });

  const post = (path: string, body: unknown) =>
    fetch(`${gateway.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'x-api-key': SECRETS.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('refuses a crowd until it is confirmed, by its code', async () => {
    const response = await post(`/people/${PERSON}/merge`, { into: OTHER });
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'crowd-merge' }]);
  });

  it('takes people from a list', async () => {
    const people = [{ userName: 'jane', emails: ['jane@example.org'] }];
    expect(await (await post('/people/import', { items: people, dryRun: true })).json()).toMatchObject({ created: 1 });
    expect((await post('/people/import', people)).status).toBe(200);
    expect((await post('/people/import', [{ userName: '' }])).status).toBe(400);
  });

  it.each([
    ['/people/nobody/merge', { into: OTHER }],
    [`/people/${PERSON}/accounts`, { kind: 'telephone', value: '1' }],
    ['/people/mailmaps', { forge: 'github', repositoryId: '1', mailmap: '<not base64>' }],
    ['/directories/floppy/visit', {}],
  ])('refuses %s %j', async (path, body) => {
    expect((await post(path, body)).status).toBe(400);
  });
});
