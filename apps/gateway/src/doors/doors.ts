import { stableId } from '@arbiter/service';
import { attributes, count, logger, tracer, tracingEnabled } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';
import { AcceptDelivery, type Answer } from '../accept-delivery/accept-delivery.ts';
import { checkHeaders, FORM, WEBHOOK_LIMIT } from '../http/check-headers.ts';
import { refuseOtherMethods } from '../http/other-methods.ts';
import { type Problem, problemOf, refuse } from '../http/problem.ts';
import type { Admitted, Door } from './door.ts';

const NOTHING = Buffer.alloc(0);

/** Opens the doors for deliveries: the same steps at each of them, and nothing is parsed before the door let it in. */
@Injectable()
export class Doors {
  readonly #said = new Set<string>();

  constructor(private readonly acceptDelivery: AcceptDelivery) {}

  /** Registers the doors straight with Fastify: of Nest's pipeline a webhook would use nothing but its time. */
  open(server: FastifyInstance, doors: readonly Door[]): void {
    for (const door of doors) {
      refuseOtherMethods(server, door.path, ['POST']);
      server.route({
        method: 'POST',
        url: door.path,
        bodyLimit: WEBHOOK_LIMIT,
        onRequest: (request, _reply, done) => {
          this.#greet(door, request);
          done();
        },
        handler: (request, reply) => this.#receive(door, request, reply),
        errorHandler: (error, _request, reply) => {
          this.#turnAway(door, problemOf(error), reply);
        },
      });
    }
  }

  #greet(door: Door, { raw }: FastifyRequest): void {
    const { headers } = raw;
    const bodiless = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
    if (!(door.query && bodiless)) checkHeaders(raw, WEBHOOK_LIMIT, door.form);
    door.greet(headers);
  }

  async #receive(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const body = Buffer.isBuffer(request.body) ? request.body : NOTHING;
    const admitted = door.admit(request, body);
    const { id, answer } = await this.#accept(door, admitted, body, request.headers['content-type'] ?? '');
    count('deliveries', { source: door.source, outcome: answer.status });
    void reply
      .code(202)
      .type('application/json')
      .send(JSON.stringify({ delivery: id, ...answer }));
  }

  async #accept(
    door: Door,
    admitted: Admitted,
    received: Buffer,
    contentType: string,
  ): Promise<{ id: string; answer: Answer }> {
    const { event, hookId, senderId, organization, body: raw = received } = admitted;
    const { source } = door;
    const digest = hash('sha256', raw, 'hex');
    const id = stableId(source, hookId, senderId, digest);
    const format = contentType.toLowerCase().startsWith(FORM) ? 'form' : 'json';
    const incoming = { id, source, event, hookId, senderId, digest, format, raw, receivedAt: new Date() } as const;
    const accept = () => this.acceptDelivery.run(incoming, organization);
    return { id, answer: tracingEnabled() ? await traced(source, event, accept) : await accept() };
  }

  #turnAway(door: Door, problem: Problem, reply: FastifyReply): void {
    count('deliveriesRefused', { source: door.source, code: problem.code });
    if (problem.code === 'internal')
      logger('doors').error({ error: problem.cause, route: door.path }, 'request failed');
    if (problem.code === 'no-secret-configured') this.#sayOnce(door);
    refuse(reply, problem);
  }

  #sayOnce({ path }: Door): void {
    if (this.#said.has(path)) return;
    this.#said.add(path);
    logger('doors').warn({ door: path, variable: VARIABLES[path] }, 'a door is locked: set its variable to open it');
  }
}

const VARIABLES: Readonly<Record<string, string>> = {
  '/webhooks/github': 'ARBITER_GITHUB_WEBHOOK_SECRET',
  '/webhooks/gitlab': 'ARBITER_GITLAB_WEBHOOK_TOKEN',
  '/api/v1/ingest/git': 'API_KEY_SECRET',
  '/api/v1/ingest/raw': 'API_KEY_SECRET',
};

function traced(source: string, event: string, accept: () => Promise<Answer>): Promise<Answer> {
  return tracer().startActiveSpan('accept delivery', async (span) => {
    try {
      const answer = await accept();
      span.setAttributes({
        [attributes.deliverySource]: source,
        [attributes.deliveryEvent]: event,
        [attributes.deliveryOutcome]: answer.status,
      });
      return answer;
    } finally {
      span.end();
    }
  });
}
