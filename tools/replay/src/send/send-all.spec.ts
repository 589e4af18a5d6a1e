import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from '../webhooks/delivery.ts';
import { sendAll } from './send-all.ts';
import type { Outcome } from './send-delivery.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, attempt: number) => void;

const taken = (response: ServerResponse, status: Outcome = 'accepted') =>
  response.writeHead(202).end(JSON.stringify({ status }));

describe('sending webhooks', () => {
  let server: Server;
  let gateway: string;
  let answer: Answer;
  let seen: Map<string, number>;

  beforeEach(async () => {
    seen = new Map();
    server = createServer((request, response) => {
      const id = String(request.headers['x-id']);
      const attempt = (seen.get(id) ?? 0) + 1;
      seen.set(id, attempt);
      request.resume().on('end', () => {
        answer(request, response, attempt);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    gateway = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  // eslint-disable-next-line @typescript-eslint/require-await -- a generator like the real one
  async function* deliveries(count: number): AsyncGenerator<Delivery> {
    for (let index = 0; index < count; index += 1) {
      yield {
        path: '/x',
        headers: { 'x-id': String(index) },
        body: Buffer.from('{}'),
        commits: 2,
        lastSha: String(index),
      };
    }
  }

  it('counts how each was taken', async () => {
    answer = (request, response) => taken(response, request.headers['x-id'] === '0' ? 'duplicate' : 'accepted');
    await expect(sendAll(deliveries(30), { gateway })).resolves.toEqual({
      accepted: 29,
      duplicate: 1,
      ignored: 0,
      quarantined: 0,
      pushes: 30,
      commits: 60,
    });
  });

  it('loses none while the gateway is busy, breaks off or is away', async () => {
    answer = (request, response, attempt) => {
      if (attempt > 1) return taken(response);
      const kind = Number(request.headers['x-id']) % 3;
      if (kind === 0) return response.writeHead(503, { 'retry-after': '0' }).end();
      if (kind === 1) return response.writeHead(429, { 'retry-after': '0' }).end();
      return request.socket.destroy();
    };
    await expect(sendAll(deliveries(30), { gateway })).resolves.toMatchObject({ accepted: 30, pushes: 30 });
  });

  it('ends at once where the secret is wrong', async () => {
    answer = (_request, response) => response.writeHead(401).end();
    await expect(sendAll(deliveries(1000), { gateway })).rejects.toThrow('The secret is not the one');
    expect(seen.size).toBeLessThan(100);
  });

  it('keeps to a rate', async () => {
    answer = (_request, response) => taken(response);
    const started = performance.now();
    await sendAll(deliveries(50), { gateway, rate: 200 });
    expect(performance.now() - started).toBeGreaterThan(450);
  });
});
