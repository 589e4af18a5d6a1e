import { observe } from '@arbiter/telemetry';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';
import { checkHeaderCount } from './check-headers.ts';

/** What all requests have in common: their bodies are read as bytes and parsed by nobody, and their time is measured. */
export function prepareServer(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (request, payload, done) => {
    if (request.is404) {
      done(null);
      return;
    }
    readBody(payload, request.routeOptions.bodyLimit).then(
      (body) => {
        done(null, body);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Problem('internal'));
      },
    );
  });
  server.addHook('onRequest', (request, _reply, done) => {
    checkHeaderCount(request.raw);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: methodOf(request.method),
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    observe('httpDuration', labels, reply.elapsedTime / 1000);
    done();
  });
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** Clients may invent methods; labels are few. */
const methodOf = (method: string) => (METHODS.has(method) ? method : 'other');
