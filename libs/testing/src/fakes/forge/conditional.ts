import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Gives every read an ETag, and 304 to who has that already; `unchanged` is told, because it is for free. */
export function conditional(app: FastifyInstance, unchanged: (authorization: string) => void): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const whole = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (request.method !== 'GET' || reply.statusCode !== 200 || !whole) {
      done(null, payload);
      return;
    }
    const link = reply.getHeader('link');
    const digest = createHash('sha1').update(payload).update(String(link)).digest('hex');
    const etag = `W/"${digest}"`;
    reply.header('etag', etag);
    if (request.headers['if-none-match'] !== etag) {
      done(null, payload);
      return;
    }
    unchanged(request.headers.authorization ?? '');
    reply.code(304).removeHeader('content-length');
    done(null, '');
  });
}
