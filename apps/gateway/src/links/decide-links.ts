import { DecideByLink, ShowLink } from '@arbiter/contracts';
import { Queries, QueryFailed } from '@arbiter/messaging';
import { DependencyDown } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isErrorCode } from '../gateway.errors.ts';
import { refuseOtherMethods } from '../http/other-methods.ts';
import { Problem, problemOf, refuse } from '../http/problem.ts';
import { decidePage, donePage } from './decide-page.ts';

const PATH = '/interventions/decide/:token';

/** Bytes of a form with other words in it. */
const LIMIT = 64 * 1024;

/** Nothing of another origin, no scripts, no frames; and the link goes to nobody as a referrer. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** Decisions by signed links, for leads who are asked by mail or in Teams. The link is the key, and good for one lead. */
@Injectable()
export class DecideLinks {
  constructor(private readonly queries: Queries) {}

  open(server: FastifyInstance): void {
    const errorHandler = (error: unknown, _request: FastifyRequest, reply: FastifyReply): void => {
      refuse(reply, known(error));
    };
    server.route({
      method: 'GET',
      url: PATH,
      errorHandler,
      handler: async (request, reply) => {
        const { decision, item } = await this.queries.ask(ShowLink, { token: tokenOf(request) });
        void reply.headers(HEADERS).send(decidePage(decision, item));
      },
    });
    server.route({
      method: 'POST',
      url: PATH,
      bodyLimit: LIMIT,
      errorHandler,
      handler: async (request, reply) => {
        const text = textOf(request);
        const wish = { token: tokenOf(request), ...(text !== undefined && { text }) };
        const { message } = await this.queries.ask(DecideByLink, wish);
        void reply.headers(HEADERS).send(donePage(message));
      },
    });
    refuseOtherMethods(server, PATH, ['GET', 'POST']);
  }
}

const tokenOf = ({ params }: FastifyRequest): string => (params as { readonly token?: string }).token ?? '';

function textOf({ body }: FastifyRequest): string | undefined {
  const text = Buffer.isBuffer(body) ? new URLSearchParams(body.toString('utf8')).get('text') : null;
  return text === null || text === '' ? undefined : text.slice(0, 4_000);
}

function known(error: unknown): Problem {
  if (error instanceof QueryFailed && isErrorCode(error.code)) return new Problem(error.code);
  if (error instanceof DependencyDown)
    return new Problem('service-unavailable', `${error.dependency} does not answer.`);
  return problemOf(error);
}
