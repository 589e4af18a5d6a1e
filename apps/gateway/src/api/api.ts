import fastifyCors from '@fastify/cors';
import { QueryFailed } from '@arbiter/messaging';
import { CONFIG, DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type ApiKeys, apiKeyOf, type Caller } from '../doors/api-key.ts';
import type { GatewayConfig } from '../gateway.config.ts';
import { isErrorCode } from '../gateway.errors.ts';
import { API_LIMIT } from '../http/check-headers.ts';
import { refuseOtherMethods } from '../http/other-methods.ts';
import { Problem, problemOf, refuse } from '../http/problem.ts';
import { AuditEndpoints } from './audit.endpoints.ts';
import { BudgetsEndpoints } from './budgets.endpoints.ts';
import { CommitsEndpoints } from './commits.endpoints.ts';
import { CostsEndpoints } from './costs.endpoints.ts';
import { DirectoriesEndpoints } from './directories.endpoints.ts';
import { type Endpoint, REPORT_FORMATS, type ReportFormat, Streamed } from './endpoint.ts';
import { EvaluateEndpoints } from './evaluate.endpoints.ts';
import { inputOf } from './input.ts';
import { InterventionsEndpoints } from './interventions.endpoints.ts';
import { InterventionsPeopleEndpoints } from './interventions-people.endpoints.ts';
import { PeopleEndpoints } from './people.endpoints.ts';
import { PreviewsEndpoints } from './previews.endpoints.ts';
import { OwnCommitmentsEndpoints } from './own-commitments.endpoints.ts';
import { PricesEndpoints } from './prices.endpoints.ts';
import { PrivacyEndpoints } from './privacy.endpoints.ts';
import { QuarantineEndpoints } from './quarantine.endpoints.ts';
import { headersOf, RateLimit } from './rate-limit.ts';
import { ReportsEndpoints } from './reports.endpoints.ts';
import { SafetyEndpoints } from './safety.endpoints.ts';
import { SummaryEndpoints } from './summary.endpoints.ts';
import { UsersEndpoints } from './users.endpoints.ts';

/** The REST API: a table of endpoints, and the same key, limit and answers for all of them. */
@Injectable()
export class Api {
  readonly endpoints: readonly Endpoint[];

  constructor(
    private readonly rateLimit: RateLimit,
    @Inject(CONFIG) private readonly config: GatewayConfig,
    commits: CommitsEndpoints,
    summary: SummaryEndpoints,
    users: UsersEndpoints,
    costs: CostsEndpoints,
    budgets: BudgetsEndpoints,
    prices: PricesEndpoints,
    privacy: PrivacyEndpoints,
    audit: AuditEndpoints,
    own: OwnCommitmentsEndpoints,
    evaluate: EvaluateEndpoints,
    reports: ReportsEndpoints,
    interventions: InterventionsEndpoints,
    interventionsPeople: InterventionsPeopleEndpoints,
    safety: SafetyEndpoints,
    previews: PreviewsEndpoints,
    people: PeopleEndpoints,
    directories: DirectoriesEndpoints,
    quarantine: QuarantineEndpoints,
  ) {
    this.endpoints = [
      ...[commits, summary, users, costs, budgets, prices, privacy, audit],
      ...[own, evaluate, reports],
      ...[interventions, interventionsPeople, safety, previews, people, directories, quarantine],
    ].flatMap(({ endpoints }) => endpoints);
  }

  mount(server: FastifyInstance, keys: ApiKeys): void {
    void server.register(
      async (api: FastifyInstance) => {
        api.setErrorHandler((error, _request, reply) => {
          refuse(reply, known(error));
        });
        await api.register(fastifyCors, {
          origin: [...this.config.ARBITER_CORS_ORIGINS],
          exposedHeaders: ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After'],
          maxAge: 600,
        });
        api.addHook('onRequest', async (request, reply) => this.#admit(keys, request, reply));
        for (const endpoint of this.endpoints) this.#mountOne(api, endpoint, keys);
        for (const path of new Set(this.endpoints.map(({ path }) => path))) {
          const allowed = this.endpoints.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
          refuseOtherMethods(api, path, [...allowed, 'OPTIONS']);
        }
      },
      { prefix: '/api' },
    );
  }

  /** Whoever has no right key is counted by address, so that guessing is limited too. */
  async #admit(keys: ApiKeys, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (request.method === 'OPTIONS') return;
    const known = keys.callerOf(request.headers);
    void reply.headers(headersOf(await this.rateLimit.take((known && apiKeyOf(request.headers)) ?? request.ip)));
    if (known === undefined) keys.check(request.headers);
  }

  #mountOne(api: FastifyInstance, endpoint: Endpoint, keys: ApiKeys): void {
    const { method, path, csv } = endpoint;
    const route = { method, bodyLimit: API_LIMIT };
    api.route({
      ...route,
      url: path,
      handler: (request, reply) => answer(endpoint, callerOf(endpoint, keys, request), request, reply),
    });
    if (csv === undefined) return;
    api.route({
      ...route,
      url: `${path}.csv`,
      handler: (request, reply) => answer(endpoint, callerOf(endpoint, keys, request), request, reply, true),
    });
  }
}

/** @throws Problem where a personal key does not open the endpoint */
function callerOf({ personal }: Endpoint, keys: ApiKeys, { headers }: FastifyRequest): Caller {
  const caller = keys.callerOf(headers);
  if (caller === undefined) throw new Problem('api-key-required');
  if (caller.kind === 'person' && personal !== true) throw new Problem('operators-only');
  return caller;
}

async function answer(
  { input, output, status = 200, csv, formats, run }: Endpoint,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
  asTable = request.headers.accept?.includes('text/csv') ?? false,
): Promise<void> {
  const format = formats === undefined ? undefined : formatOf(request);
  const asked = input.parse(inputOf(request));
  const ran = await run(asked, caller);
  void reply.code(status);
  if (ran instanceof Streamed) {
    await reply.type('application/json').send(Readable.from(ran.parts));
    return;
  }
  const answered = output.parse(ran);
  const render = format && formats?.[format];
  if (status === 204) void reply.send();
  else if (format && render)
    void reply.type(`${REPORT_FORMATS[format]}; charset=utf-8`).send(render(answered as never));
  else if (csv !== undefined && asTable)
    void reply.type('text/csv; charset=utf-8').send(csv(answered as never, asked as never));
  else void reply.type('application/json').send(JSON.stringify(answered));
}

/** The form that is asked for, by name or by media type; undefined for JSON. */
function formatOf({ query, headers }: FastifyRequest): ReportFormat | undefined {
  const { format, report_format: named = format } = query as Record<string, unknown>;
  const formats = Object.keys(REPORT_FORMATS) as ReportFormat[];
  if (typeof named === 'string') return formats.find((one) => one === named);
  return formats.find((one) => headers.accept?.includes(REPORT_FORMATS[one]) === true);
}

/** Errors of the services behind, and of parameters, as problems. */
function known(error: unknown): Problem {
  if (error instanceof z.ZodError) return new Problem('invalid-parameters', parametersOf(error));
  if (error instanceof DependencyDown)
    return new Problem('service-unavailable', `${error.dependency} does not answer.`);
  if (error instanceof QueryFailed && isErrorCode(error.code)) return new Problem(error.code, error.message);
  if (error instanceof QueryFailed && error.status < 500) return new Problem('invalid-parameters', error.message);
  const problem = problemOf(error);
  if (problem.code === 'internal') logger('api').error({ error }, 'request failed');
  return problem;
}

const parametersOf = ({ issues }: z.ZodError) =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join('.') || 'parameters'}: ${message}.`)
    .join(' ');
