import type { QueryDefinition } from '@arbiter/contracts';
import { attributes, logger, tracer, tracingEnabled } from '@arbiter/telemetry';
import { MessagePattern, type NatsContext } from '@nestjs/microservices';
import type { MsgHdrs } from '@nats-io/nats-core';
import { type Context, SpanKind, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api';
import { ZodError } from 'zod';
import { recordOf } from '../wire/headers.ts';
import { type Answer, answerOfError } from './answer.ts';
import { QueryFailed } from './query-failed.ts';

type Method<Request, Reply> = (request: Request) => Promise<Reply>;

/**
 * Marks the method of a controller that answers a query. Request and reply are validated; a `QueryFailed` or
 * `DependencyDown` that it throws is thrown again where the query was asked; any other error is logged and told as
 * `internal`.
 */
export function Answers<Request, Reply>(query: QueryDefinition<Request, Reply>) {
  return (target: object, name: string | symbol, descriptor: TypedPropertyDescriptor<Method<Request, Reply>>): void => {
    const method = descriptor.value;
    if (method === undefined) throw new TypeError('@Answers marks methods');
    const wire: { value?: unknown } = descriptor;
    wire.value = function (this: unknown, data: unknown, nats?: NatsContext): Promise<Answer> {
      return traced(query.subject, nats, () => answer(query, data, (request) => method.call(this, request)));
    };
    MessagePattern(query.subject)(target, name, descriptor as PropertyDescriptor);
  };
}

async function answer<Request, Reply>(
  query: QueryDefinition<Request, Reply>,
  data: unknown,
  method: Method<Request, Reply>,
): Promise<Answer> {
  try {
    return { reply: query.parseReply(await method(requestOf(query, data))) };
  } catch (error) {
    const refusal = answerOfError(error);
    if ('error' in refusal && refusal.error.status >= 500) {
      logger('queries').error({ query: query.subject, error }, 'query failed');
    }
    return refusal;
  }
}

function requestOf<Request>(query: QueryDefinition<Request>, data: unknown): Request {
  try {
    return query.parseRequest(data);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const complaints = error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
    throw new QueryFailed('invalid-request', complaints.join('; '), 400);
  }
}

async function traced(subject: string, nats: NatsContext | undefined, run: () => Promise<Answer>): Promise<Answer> {
  if (!tracingEnabled()) return run();
  const span = tracer().startSpan(
    `answer ${subject}`,
    {
      kind: SpanKind.SERVER,
      attributes: { [attributes.messagingSystem]: 'nats', [attributes.messagingDestination]: subject },
    },
    callerOf(nats),
  );
  try {
    const result = await context.with(trace.setSpan(context.active(), span), run);
    if ('error' in result) {
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute(attributes.errorType, result.error.code);
    }
    return result;
  } finally {
    span.end();
  }
}

function callerOf(nats: NatsContext | undefined): Context {
  const headers = nats?.getHeaders() as MsgHdrs | undefined;
  return propagation.extract(context.active(), recordOf(headers));
}
