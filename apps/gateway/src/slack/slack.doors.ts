import { CONFIG } from '@arbiter/service';
import { count, logger } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentText } from '../accept-delivery/document.ts';
import { secretsOf } from '../doors/secrets.ts';
import type { GatewayConfig } from '../gateway.config.ts';
import { API_LIMIT, checkHeaders } from '../http/check-headers.ts';
import { refuseOtherMethods } from '../http/other-methods.ts';
import { Problem, problemOf, refuse } from '../http/problem.ts';
import { TakeEvents } from './take-events.ts';
import { TakeInteractions } from './take-interactions.ts';
import { SlackSignatures } from './slack-signature.ts';

/** What goes back to Slack, within three seconds. */
type Answered = Readonly<Record<string, unknown>> | undefined;

interface SlackDoor {
  readonly path: string;
  readonly form: boolean;
  readonly take: (document: unknown) => Promise<Answered>;
}

/** Slack's two ways in. Nothing is parsed that Slack has not signed within the last five minutes. */
@Injectable()
export class SlackDoors {
  readonly #signatures: SlackSignatures;

  constructor(
    @Inject(CONFIG) config: GatewayConfig,
    private readonly events: TakeEvents,
    private readonly interactions: TakeInteractions,
  ) {
    this.#signatures = new SlackSignatures(
      secretsOf(config.SLACK_SIGNING_SECRET, config.ARBITER_SLACK_SIGNING_SECRETS),
    );
  }

  open(server: FastifyInstance): void {
    const doors: readonly SlackDoor[] = [
      { path: '/webhooks/slack/events', form: false, take: (document) => this.events.run(document) },
      { path: '/webhooks/slack/interactions', form: true, take: (document) => this.interactions.run(document) },
    ];
    for (const door of doors) {
      refuseOtherMethods(server, door.path, ['POST']);
      server.route({
        method: 'POST',
        url: door.path,
        bodyLimit: API_LIMIT,
        onRequest: (request, _reply, done) => {
          this.#greet(door, request);
          done();
        },
        handler: (request, reply) => this.#receive(door, request, reply),
        errorHandler: (error, _request, reply) => {
          turnAway(problemOf(error), reply);
        },
      });
    }
  }

  #greet({ form }: SlackDoor, { raw, headers }: FastifyRequest): void {
    if (!this.#signatures.configured) throw new Problem('no-secret-configured');
    checkHeaders(raw, API_LIMIT, form);
    if (!this.#signatures.plausible(headers)) throw new Problem('not-authentic');
  }

  async #receive({ form, take }: SlackDoor, { headers, body }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    if (!this.#signatures.verify(headers, bytes)) throw new Problem('not-authentic');
    const answered = await take(documentOf(bytes, form));
    // Slack takes an empty answer as "understood"; a body would replace the message that was pressed.
    if (answered === undefined) void reply.code(200).send();
    else void reply.code(200).type('application/json').send(JSON.stringify(answered));
  }
}

/** @throws Problem where the body is not what it is said to be */
function documentOf(body: Buffer, form: boolean): unknown {
  const text = documentText(body, form ? 'form' : 'json');
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    throw new Problem('invalid-parameters', 'The body is not JSON, or a form without one payload.');
  }
}

function turnAway(problem: Problem, reply: FastifyReply): void {
  count('deliveriesRefused', { source: 'slack', code: problem.code });
  if (problem.code === 'internal') logger('doors').error({ error: problem.cause }, 'request failed');
  refuse(reply, problem);
}
