import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.ts';
import { runNeighbours } from '../harness/neighbours.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';

const TOKEN = 'scim-token-of-the-tests';
const OLD = 'an-older-token-of-the-tests';

describe('the SCIM door', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: Awaited<ReturnType<typeof runNeighbours>>;
  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run({
      ARBITER_SCIM_TOKEN: TOKEN,
      ARBITER_SCIM_TOKENS: JSON.stringify([
        { secret: OLD, until: '2999-01-01T00:00:00Z' },
        { secret: 'one-that-has-ended', until: '2001-01-01T00:00:00Z' },
      ]),
      ARBITER_API_RATE_LIMIT_PER_MINUTE: '1000',
    });
    neighbours = await runNeighbours(ground.servers.natsUrl);
    await eventually(async () => {
      expect((await send('GET', '/Users')).status).toBe(200);
    });
  });
  afterAll(async () => {
    await neighbours.close();
    await ground.close();
  });

  const send = (
    method: string,
    path: string,
    { body, token = TOKEN, ...headers }: { body?: string; token?: string; [header: string]: string | undefined } = {},
  ) =>
    fetch(`${gateway.url}/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { body }),
    });
  const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

  it('passes on what a client asks, and answers as SCIM', async () => {
    const response = await send('PATCH', '/Users/9bd7?attributes=userName&filter=a%20eq%20%22b%22', {
      'content-type': 'application/scim+json; charset=utf-8',
      'if-match': 'W/"1"',
      body: '{"Operations":[]}',
    });
    expect(response.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    expect(response.headers.get('etag')).toBe('W/"1"');
    expect(response.headers.get('location')).toBe(`${gateway.url}/scim/v2/Users/1`);
    expect(await json(response)).toEqual({
      method: 'PATCH',
      path: ['Users', '9bd7'],
      query: { attributes: 'userName', filter: 'a eq "b"' },
      body: { Operations: [] },
      ifMatch: 'W/"1"',
      baseUrl: `${gateway.url}/scim/v2`,
    });
    expect((await send('POST', '/Groups/', { body: '{}', 'content-type': 'application/json' })).status).toBe(200);
    expect(await json(await send('GET', '/Users?startindex=0&COUNT=1'))).toMatchObject({
      query: { startIndex: '0', count: '1' },
    });
    expect(await json(await send('GET', ''))).toMatchObject({ path: [] });
    const gone = await send('DELETE', '/Users/1');
    expect([gone.status, await gone.text()]).toEqual([204, '']);
  });

  it('opens to each token until it ends', async () => {
    expect((await send('GET', '/Users', { token: OLD })).status).toBe(200);
    for (const token of ['', 'wrong', 'one-that-has-ended', `${TOKEN}x`]) {
      const response = await send('GET', '/Users', { token });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="arbiter"']);
      expect(await json(response)).toMatchObject({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '401',
        detail: 'Send ARBITER_SCIM_TOKEN as Authorization: Bearer. One that has ended is no longer taken.',
      });
    }
    const locked = await ground.run();
    expect((await fetch(`${locked.url}/scim/v2/Users`, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(
      401,
    );
  });

  it.each([
    [400, 'not JSON', 'application/scim+json'],
    [400, '\u00e9{', 'application/json'],
    [415, '{}', 'text/xml'],
    [413, 'x'.repeat(1024 * 1024), 'application/json'],
  ])('answers %i to a body that it cannot take', async (status, body, type) => {
    const response = await send('POST', '/Users', { body, 'content-type': type });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('application/scim+json'),
    ]);
    expect(await json(response)).toMatchObject({ status: String(status) });
  });
});
