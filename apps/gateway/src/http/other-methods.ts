import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Problem, problemOf, refuse } from './problem.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Answers every other method of a path with 405 and what it takes instead, before anything of a body is read. */
export function refuseOtherMethods(server: FastifyInstance, url: string, allowed: readonly HTTPMethods[]): void {
  server.route({
    method: METHODS.filter((method) => !allowed.includes(method)),
    url,
    onRequest: () => {
      throw new Problem('method-not-allowed', undefined, { allow: allowed.join(', ') });
    },
    handler: () => undefined,
    errorHandler: (error, _request, reply) => {
      refuse(reply, problemOf(error));
    },
  });
}
