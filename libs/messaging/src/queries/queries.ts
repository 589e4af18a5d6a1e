import type { QueryDefinition } from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { tracingEnabled } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { NatsRecordBuilder } from '@nestjs/microservices';
import { EmptyResponseException } from '@nestjs/microservices/errors/empty-response.exception.js';
import { context, propagation } from '@opentelemetry/api';
import { TimeoutError, firstValueFrom, timeout } from 'rxjs';
import type { Broker } from '../connection/broker.ts';
import { headersOf } from '../wire/headers.ts';
import { type Answer, replyOf } from './answer.ts';
import { QueryClient } from './transport.ts';

/** Asks other services. */
@Injectable()
export class Queries {
  readonly #broker: Broker;
  readonly #client: QueryClient;

  constructor(broker: Broker) {
    this.#broker = broker;
    this.#client = new QueryClient(broker);
  }

  /**
   * Asks a query and answers its reply. Waits `timeoutMs` (5 s) for it.
   * @throws QueryFailed as the answering service threw it
   * @throws DependencyDown when that service, or something that it needs, does not answer
   * @throws ZodError when request or reply break the contract
   */
  async ask<Request, Reply>(
    query: QueryDefinition<Request, Reply>,
    request: Request,
    { timeoutMs = 5_000 }: { readonly timeoutMs?: number } = {},
  ): Promise<Reply> {
    const valid = query.parseRequest(request);
    if (!this.#broker.up) throw new DependencyDown('broker');
    const record = new NatsRecordBuilder(valid).setHeaders(traceHeaders()).build();
    const answers = this.#client.send<Answer>(query.subject, record).pipe(timeout(timeoutMs));
    try {
      return query.parseReply(replyOf(await firstValueFrom(answers)));
    } catch (error) {
      const silent = error instanceof EmptyResponseException || error instanceof TimeoutError;
      throw silent ? new DependencyDown(query.service, error) : error;
    }
  }
}

function traceHeaders() {
  const carrier: Record<string, string> = {};
  if (tracingEnabled()) propagation.inject(context.active(), carrier);
  return headersOf(carrier);
}
