/**
 * The baseline: what the gateway does before it answers, and nothing else, on bare Fastify and bare pg. It checks the same
 * signature, parses the same JSON, and commits the same row in the same statement together with whatever else came.
 * With a broker's address it also publishes each delivery after its commit, and marks it, as the gateway does.
 * Runs as a process of its own; tells its port.
 */
import fastify from 'fastify';
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { BARE_TABLE, INSERT } from './bare-delivery.ts';
import { barePublisher } from './bare-publisher.ts';

interface Waiting {
  readonly values: readonly unknown[];
  readonly body: Buffer;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const [databaseUrl = '', secret = '', natsUrl] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
pool.on('error', () => undefined);
await pool.query(BARE_TABLE);
const publish = natsUrl === undefined ? undefined : await barePublisher(natsUrl, pool);

const waiting: Waiting[] = [];
let inFlight = 0;

function commitSoon(): void {
  if (inFlight >= 2 || waiting.length === 0) return;
  inFlight += 1;
  setImmediate(() => {
    const batch = waiting.splice(0, 500);
    const columns = batch[0]?.values.map((_, index) => batch.map(({ values }) => values[index])) ?? [];
    let next = 1;
    const starts = batch.map(({ body }) => (next += body.length) - body.length);
    const written =
      batch.length === 0
        ? Promise.resolve()
        : pool.query(INSERT, [...columns, starts, Buffer.concat(batch.map(({ body }) => body))]);
    written
      .then(
        () => {
          for (const { done } of batch) done();
        },
        (error: unknown) => {
          for (const { failed } of batch) failed(error);
        },
      )
      .finally(() => {
        inFlight -= 1;
        commitSoon();
      });
  });
}

const server = fastify({ bodyLimit: 25 * 1024 * 1024 });
server.removeAllContentTypeParsers();
server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
  done(null, body);
});
server.post('/webhooks/github', async (request, reply) => {
  const body = request.body as Buffer;
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(String(request.headers['x-hub-signature-256']));
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return reply.code(401).send();
  const { commits } = JSON.parse(body.toString('utf8')) as { commits: unknown[] };
  const { headers } = request;
  const id = randomUUID();
  const digest = createHash('sha256').update(body).digest('hex');
  const values = [
    id,
    'github',
    headers['x-github-event'],
    headers['x-github-hook-id'],
    headers['x-github-delivery'],
    digest,
    'json',
    body.length,
    commits.length > 0 ? 'accepted' : 'ignored',
    null,
    new Date().toISOString(),
  ];
  await new Promise<void>((done, failed) => {
    waiting.push({ values, body, done, failed });
    commitSoon();
  });
  publish?.({ id, digest, body });
  return reply.code(202).send({ delivery: id, status: 'accepted' });
});
await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.((server.server.address() as AddressInfo).port);
process.once('disconnect', () => process.exit(0));
