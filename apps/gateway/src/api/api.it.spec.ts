import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.ts';
import { COMMIT, runNeighbours } from '../harness/neighbours.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { SECRETS } from '../harness/secrets.ts';

describe('the REST API', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: Awaited<ReturnType<typeof runNeighbours>>;
  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run({ ARBITER_API_RATE_LIMIT_PER_MINUTE: '100000' });
    neighbours = await runNeighbours(ground.servers.natsUrl);
    await eventually(async () => {
      expect((await get('/api/v1/summary')).status).toBe(200);
    });
  });
  afterAll(async () => {
    await neighbours.close();
    await ground.close();
  });

  const withKey = { 'x-api-key': SECRETS.apiKey };
  const get = (path: string, headers: Record<string, string> = withKey) => fetch(`${gateway.url}${path}`, { headers });
  const json = async (path: string) => (await get(path)).json() as Promise<Record<string, unknown>>;
  const post = (path: string, body?: unknown) =>
    fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: body === undefined ? withKey : { ...withKey, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  it('lists commits in pages, each with the state of its journey', async () => {
    expect(await json('/api/v1/commits?limit=1')).toEqual({
      items: [{ ...COMMIT, journey: 'complete' }],
      total: 2,
      nextCursor: 'next',
    });
    expect(await json('/api/v1/commits')).toMatchObject({ nextCursor: null, total: 2 });
  });

  it('shows a commit by a prefix of its SHA, and where else it is', async () => {
    expect(await json(`/api/v1/commits/${COMMIT.sha.slice(0, 7).toUpperCase()}`)).toMatchObject({
      sha: COMMIT.sha,
      message: expect.stringContaining('by Friday') as unknown,
      journey: 'complete',
      others: [{ repository: { name: 'globex/hello' } }],
    });
    expect(await json(`/api/v1/commits/${COMMIT.sha}?repository=globex/hello`)).toMatchObject({
      repository: { id: '2' },
      others: [],
    });
  });

  it('shows what a text would be found to promise, or many', async () => {
    const text = { text: "I'll fix it", at: '2026-11-18T10:00:00+01:00', zone: 'Europe/Berlin' };
    const one = await post('/api/v1/commitments/preview', text);
    expect([one.status, await one.json()]).toMatchObject([200, { items: [{ type: 'commitment', end: 11 }] }]);
    const many = await post('/api/v1/commitments/preview', [text, text]);
    expect(await many.json()).toMatchObject({ previews: [{ items: [{}] }, { items: [{}] }] });
    for (const wrong of [{}, { text: 'x' }, { ...text, at: 'yesterday' }, { ...text, zone: 'Mars/X' }, []]) {
      const answer = await post('/api/v1/commitments/preview', wrong);
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid-parameters' }]);
    }
  });

  it('shows the journey of a commit', async () => {
    expect(await json(`/api/v1/commits/${COMMIT.sha}/journey`)).toEqual({
      sha: COMMIT.sha,
      forge: 'github',
      repository: COMMIT.repository,
      traceId: COMMIT.sha.slice(0, 32),
      status: 'complete',
      steps: [expect.objectContaining({ service: 'ingestion' })],
    });
  });

  it.each(['0000000', 'xyz', 'da15608%00', 'da1'])('does not know the commit %s', async (sha) => {
    const response = await get(`/api/v1/commits/${sha}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'commit-not-found']);
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'forge=svn', 'cursor=bad'])(
    'refuses the parameter %s',
    async (parameter) => {
      const response = await get(`/api/v1/commits?${parameter}`);
      const problem = (await response.json()) as { code: string; detail: string };
      expect([response.status, problem.code]).toEqual([400, 'invalid-parameters']);
      expect(problem.detail).toContain(parameter.split('=')[0]);
    },
  );

  it('sums up', async () => {
    expect(await json('/api/v1/summary?forge=github&repositoryId=1')).toEqual({
      journeys: { running: 1, complete: 2, deadLettered: 3 },
      people: { people: 4, bots: 1, unmatched: 2 },
      findings: { analyzed: 5, commitments: 1, ambiguous: 0, debtNotes: 2 },
      cost: { calls: 5, usd: '0.000000000000', pico: '0' },
    });
    expect(await json('/api/v1/journeys/summary')).toEqual({ running: 1, complete: 2, deadLettered: 3 });
    expect(await json('/api/v1/inbox')).toEqual({ items: [], total: 0 });
    expect(await json('/api/v1/people/unmatched')).toMatchObject({ total: 1, items: [{ account: 'login:mona' }] });
  });

  it.each([
    ['/api/v1/users/config/slack', { email: 'a@b.c', slack_id: 'U1' }, 1],
    [
      '/api/v1/users/config/slack',
      [
        { user_id: 'u', slack_id: 'U1' },
        { email: 'a@b.c', slack_id: 'U2', team: 't', department: 'd' },
      ],
      2,
    ],
    ['/api/v1/users/config/git', { user_id: 'u', git_email: 'a@b.c' }, 1],
    ['/api/v1/users/config/git?email=a@b.c&git_email=g@b.c', undefined, 1],
    ['/api/v1/users/config/git', { items: [{ email: 'a@b.c', git_email: 'g@b.c' }] }, 1],
  ])('links accounts by %s %j', async (path, body, updated) => {
    const response = await post(path, body);
    expect([response.status, await response.json()]).toMatchObject([200, { updated }]);
  });

  it.each([{ slack_id: 'U1' }, { email: 'a@b.c' }, [], 'text', [{ slack_id: 'U1' }]])(
    'refuses the link %j',
    async (body) => {
      expect((await post('/api/v1/users/config/slack', body)).status).toBe(400);
    },
  );

  it('opens with the key alone', async () => {
    expect((await get('/api/v1/commits', { authorization: `Bearer ${SECRETS.apiKey}` })).status).toBe(200);
    for (const headers of [{}, { 'x-api-key': '' }, { 'x-api-key': 'wrong' }, { authorization: SECRETS.apiKey }]) {
      const response = await get('/api/v1/commits', headers);
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([401, 'api-key-required']);
    }
  });

  it('answers other methods and paths as problems', async () => {
    const wrong = await post('/api/v1/commits');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, OPTIONS']);
    for (const path of ['/api/v1/nothing', '/nothing', '/api/v1/commits/']) {
      const response = await get(path);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it('lets the pages of its configured origins in', async () => {
    const preflight = (origin: string) =>
      fetch(`${gateway.url}/api/v1/commits`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-api-key' },
      });
    const own = await preflight('http://localhost:3000');
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:3000']);
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).not.toBe(
      'https://evil.example',
    );
  });

  it('documents itself', async () => {
    const document = (await json('/openapi.json')) as { paths: Record<string, unknown>; info: object };
    expect(Object.keys(document.paths)).toContain('/api/v1/commits/{sha}/journey');
    for (const door of ['/webhooks/github', '/webhooks/gitlab', '/api/v1/ingest/git', '/api/v1/ingest/raw'])
      expect(Object.keys(document.paths)).toContain(door);
    expect(document.info).toMatchObject({ title: 'Arbiter API' });
    for (const path of [
      '/',
      '/docs',
      '/docs/start.js',
      '/docs/assets/swagger-ui-bundle.js',
      '/docs/assets/swagger-ui.css',
      '/problems/not-found',
    ]) {
      expect([path, (await get(path, {})).status]).toEqual([path, 200]);
    }
    expect(await (await get('/docs', {})).text()).not.toMatch(/https?:\/\//);
  });

  it('limits each client, also while Redis is away', async () => {
    const limited = await ground.run({ ARBITER_API_RATE_LIMIT_PER_MINUTE: '3' });
    const ask = async (key: string) => fetch(`${limited.url}/api/v1/inbox`, { headers: { 'x-api-key': key } });
    const exhaust = async (key: string) => {
      const answers = [];
      for (let request = 0; request < 8; request++) answers.push(await ask(key));
      return answers;
    };
    const answers = await exhaust(SECRETS.apiKey);
    expect(answers[0]?.headers.get('ratelimit-limit')).toBe('3');
    // The minute may turn while we ask; then the next one is used up.
    const refused = answers.find(({ status }) => status === 429);
    expect([refused?.status, refused?.headers.get('ratelimit-remaining')]).toEqual([429, '0']);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    // Wrong keys are counted by address, together with those of the tests before.
    expect([401, 429]).toContain((await ask('another')).status);
    await ground.servers.redis.stop();
    expect((await exhaust('yet another')).map(({ status }) => status)).toContain(429);
    await ground.servers.redis.start();
  });

  it('names the service that does not answer', async () => {
    await neighbours.close();
    const response = await get('/api/v1/inbox');
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { code: 'service-unavailable', detail: expect.stringMatching(/^notifier /) as unknown },
    ]);
    expect(response.headers.get('retry-after')).toBe('5');
  });
});
