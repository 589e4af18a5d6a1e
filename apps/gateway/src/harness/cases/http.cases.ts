import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { open, answerOf, exchange, requestText } from '../raw-http.ts';
import { githubHeaders, post, pushBody, signature } from '../senders.ts';
import { type Cases, expectAnswer, expectRefusal, type Stage } from './case.ts';

const MIB = 1024 * 1024;
const LIMIT = 25 * MIB;
const PATH = '/webhooks/github';

/** A valid push of exactly so many bytes. */
function pushOf(bytes: number): string {
  const body = pushBody({ filler: '' });
  return body.replace('"filler":""', `"filler":"${'x'.repeat(bytes - body.length)}"`);
}

const form = (...payloads: readonly string[]) =>
  payloads.map((payload) => `payload=${encodeURIComponent(payload)}`).join('&');
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

async function refusesType(stage: Stage, types: readonly (string | undefined)[], code: string): Promise<void> {
  for (const type of types) {
    const body = pushBody();
    const headers = Object.entries(
      githubHeaders(body, { 'content-type': type, 'content-length': String(body.length) }),
    );
    const { status, head } = await exchange(stage.gateway.port, requestText(PATH, headers, body));
    expect([type, status]).toEqual([type, 415]);
    expect(head).toContain('application/problem+json');
    expect(code).toBeDefined();
  }
}

const entries = (headers: Record<string, string>) => Object.entries(headers);

export const HTTP: Cases = {
  'GET/PUT/HEAD/OPTIONS': async ({ gateway }) => {
    for (const method of ['GET', 'PUT', 'HEAD', 'OPTIONS', 'PATCH', 'DELETE']) {
      for (const path of [PATH, '/webhooks/gitlab', '/api/v1/ingest/git', '/api/v1/ingest/raw']) {
        const response = await fetch(`${gateway.url}${path}`, { method });
        expect([method, path, response.status]).toEqual([method, path, 405]);
        expect(response.headers.get('allow')).toBe('POST');
      }
    }
  },
  'content-type missing, text/plain, vnd+json, multipart': (stage) =>
    refusesType(
      stage,
      [
        undefined,
        'text/plain',
        'application/vnd.github+json',
        'multipart/form-data; boundary=x',
        'application/jsonp',
        'json',
      ],
      'unsupported-content-type',
    ),
  'application/json; charset=utf-8 / UTF-8 / "utf-8"': async (stage) => {
    for (const charset of ['utf-8', 'UTF-8', '"utf-8"', 'utf8']) {
      const body = pushBody();
      expectAnswer(
        await stage.github(body, githubHeaders(body, { 'content-type': `application/json; charset=${charset}` })),
        'accepted',
      );
    }
  },
  'charset=utf-16, latin1': (stage) =>
    refusesType(
      stage,
      [
        'application/json; charset=utf-16',
        'application/json;charset=latin1',
        'application/json; charset=utf-8; charset=utf-16',
      ],
      'unsupported-charset',
    ),
  "application/x-www-form-urlencoded payload=... (GitHub's UI default), HMAC over the raw form body": async (stage) => {
    const body = form(pushBody({ note: 'a+b & ü %' }));
    expectAnswer(await stage.github(body, githubHeaders(body, FORM_TYPE)), 'accepted');
  },
  'form with two payload= fields, none, or nested': async (stage) => {
    const bodies = [
      form(pushBody(), pushBody()),
      'other=1',
      '',
      'payload',
      `payload[a]=${encodeURIComponent(pushBody())}`,
      'payload=%ff',
      'payload=%',
    ];
    for (const body of bodies) expectAnswer(await stage.github(body, githubHeaders(body, FORM_TYPE)), 'quarantined');
  },
  'Content-Encoding gzip/deflate/br/zstd incl. bombs': async ({ gateway }) => {
    const body = gzipSync(Buffer.alloc(10 * MIB));
    for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'identity, gzip']) {
      const headers = githubHeaders(body, { 'content-encoding': encoding, 'content-length': String(body.length) });
      const { status } = await exchange(gateway.port, requestText(PATH, entries(headers)));
      expect([encoding, status]).toEqual([encoding, 415]);
    }
  },
  'Content-Length 25 MiB+1': async ({ gateway }) => {
    const headers = githubHeaders('', { 'content-length': String(LIMIT + 1) });
    const { status, closed } = await exchange(gateway.port, requestText(PATH, entries(headers)));
    expect([status, closed]).toEqual([413, true]);
  },
  'chunked body that grows past 25 MiB': async ({ gateway }) => {
    const socket = await open(gateway.port);
    const answer = answerOf(socket, 3_000);
    socket.write(requestText(PATH, entries(githubHeaders('', { 'transfer-encoding': 'chunked' }))));
    const chunk = Buffer.concat([Buffer.from(`${MIB.toString(16)}\r\n`), Buffer.alloc(MIB, 32), Buffer.from('\r\n')]);
    for (let sent = 0; sent < 40 && !socket.destroyed; sent++) {
      await new Promise((resolve) => socket.write(chunk, resolve));
    }
    const { status, closed } = await answer;
    expect([status, closed]).toEqual([413, true]);
  },
  '25 MiB valid signed': async (stage) => {
    const body = pushOf(LIMIT);
    const answer = await stage.github(body);
    expectAnswer(answer, 'accepted');
    const [row] = await stage.ground.rows<{ size: number }>(
      'select octet_length(body) as size from delivery where id = $1',
      [answer.body.delivery],
    );
    expect(row?.size).toBe(LIMIT);
  },
  'CL+TE, two CLs, bare LF, 20 kB header, 200 headers': async ({ gateway }) => {
    const body = pushBody();
    const base = entries(githubHeaders(body, { 'content-length': String(body.length) }));
    const status = async (request: string) => (await exchange(gateway.port, request)).status;
    expect(await status(requestText(PATH, [...base, ['Transfer-Encoding', 'chunked']], '0\r\n\r\n'))).toBe(400);
    expect(await status(requestText(PATH, [...base, ['Content-Length', '5']], body))).toBe(400);
    expect(await status(`POST ${PATH} HTTP/1.1\nHost: x\nContent-Length: 0\n\n`)).toBe(400);
    expect(await status(requestText(PATH, [...base, ['X-Long', 'x'.repeat(20_000)]], body))).toBe(431);
    const many = Array.from({ length: 200 }, (_, index) => [`X-Many-${String(index)}`, '1'] as const);
    expect(await status(requestText(PATH, [...base, ...many], body))).toBe(431);
  },
  'slow headers / slow body (1 B per 500 ms)': async ({ gateway }) => {
    const body = pushBody();
    const whole = requestText(PATH, entries(githubHeaders(body, { 'content-length': String(body.length) })), body);
    const bodyAt = whole.indexOf('\r\n\r\n') + 4;
    const started = Date.now();
    const answers = [0, bodyAt].map(async (fast) => {
      const socket = await open(gateway.port);
      socket.write(whole.slice(0, fast));
      let next = fast;
      const drip = setInterval(() => socket.write(whole.charAt(next++)), 500);
      const answer = await answerOf(socket, 500);
      clearInterval(drip);
      return answer.status;
    });
    expect(await Promise.all(answers)).toEqual([408, 408]);
    expect(Date.now() - started).toBeLessThan(10_500);
  },
  '1,000 idle sockets': async (stage) => {
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => open(stage.gateway.port)));
    try {
      expectAnswer(await stage.github(pushBody()), 'accepted');
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  },
  'Expect: 100-continue bad auth': async ({ gateway }) => {
    const body = pushBody();
    const headers = githubHeaders(body, {
      expect: '100-continue',
      'content-length': String(body.length),
      'x-hub-signature-256': undefined,
    });
    const socket = await open(gateway.port);
    const pieces: string[] = [];
    socket.on('data', (piece: Buffer) => pieces.push(piece.toString('latin1')));
    socket.write(requestText(PATH, entries(headers)));
    await answerOf(socket);
    expect(pieces.join('')).toMatch(/HTTP\/1\.1 401 /);
  },
  'path traversal, %00, double slash, case variant path, trailing slash': async ({ gateway }) => {
    const body = pushBody();
    const headers = entries(githubHeaders(body, { 'content-length': String(body.length) }));
    const paths = [
      '/webhooks/../webhooks/github',
      '/webhooks/github%00',
      '/webhooks//github',
      '/Webhooks/GitHub',
      '/webhooks/github/',
      '//webhooks/github',
      '/webhooks/%2e%2e/webhooks/github',
      '/webhooks/github%2f',
      '/%',
    ];
    for (const path of paths) {
      const { status, head } = await exchange(gateway.port, requestText(path, headers, body));
      expect([path, status]).toEqual([path, 404]);
      expect(head).toContain('application/problem+json');
    }
  },
  'X-GitHub-Event with space, ., *, >, CR, 5 kB, unknown': async (stage) => {
    for (const event of ['pu sh', 'a.b', '*', '>', 'gateway.>', 'x'.repeat(5000), 'made_up', undefined]) {
      const body = pushBody();
      const answer = await stage.github(body, githubHeaders(body, { 'x-github-event': event }));
      expectAnswer(answer, 'ignored');
      const [row] = await stage.ground.rows<{ body: null; event: string }>(
        'select body, event from delivery where id = $1',
        [answer.body.delivery],
      );
      expect(row?.body).toBeNull();
    }
    const body = pushBody();
    const headers = entries(githubHeaders(body, { 'x-github-event': 'pu\rsh', 'content-length': String(body.length) }));
    expect((await exchange(stage.gateway.port, requestText(PATH, headers, body))).status).toBe(400);
  },
  'X-GitHub-Delivery missing, non-UUID, 2 values, 5 kB': async (stage) => {
    const two = `${randomUUID()}, ${randomUUID()}`;
    for (const id of [undefined, 'x', '', two, 'a'.repeat(5000)]) {
      const body = pushBody();
      expectRefusal(
        await stage.github(body, githubHeaders(body, { 'x-github-delivery': id })),
        400,
        'malformed-delivery-id',
      );
      const forged = { 'x-github-delivery': id, 'x-hub-signature-256': signature(`${body} `) };
      expectRefusal(await post(`${stage.gateway.url}${PATH}`, body, githubHeaders(body, forged)), 401);
    }
  },
};
