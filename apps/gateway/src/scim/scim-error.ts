import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import type { FastifyReply } from 'fastify';
import { documentOf, Problem, problemOf } from '../http/problem.ts';

export const SCIM_TYPE = 'application/scim+json';
const SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Answers a refusal as SCIM clients read it (RFC 7644, section 3.12). */
export function refuseScim(reply: FastifyReply, error: unknown): void {
  const problem = error instanceof DependencyDown ? new Problem('service-unavailable') : problemOf(error);
  if (problem.code === 'internal') logger('scim').error({ error: problem.cause ?? error }, 'request failed');
  const { status, detail: advice } = documentOf(problem.code);
  const detail = problem.detail ?? advice;
  const syntax = status === 400 ? { scimType: 'invalidSyntax' } : {};
  void reply
    .code(status)
    .headers(status === 503 ? { 'retry-after': '5', ...problem.headers } : problem.headers)
    .type(SCIM_TYPE)
    .send(JSON.stringify({ schemas: [SCHEMA], status: String(status), ...syntax, detail }));
}
