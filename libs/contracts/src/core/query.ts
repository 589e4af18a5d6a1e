import type { z } from 'zod';

/** The services that answer queries; one queue group each. */
export const SERVICES = ['gateway', 'ingestion', 'identity', 'review', 'notifier', 'cost-accounting', 'admin'] as const;
export type ServiceName = (typeof SERVICES)[number];

/**
 * A question to a service, with its answer: a read, or a write whose caller must be told the outcome.
 * Subjects start with `query.` so that no stream stores them.
 */
export interface QueryDefinition<Request = unknown, Reply = unknown> {
  readonly subject: `query.${ServiceName}.${string}.v${number}`;
  readonly service: ServiceName;
  parseRequest(data: unknown): Request;
  parseReply(data: unknown): Reply;
}

export type RequestOf<Definition> = Definition extends QueryDefinition<infer Request, infer _> ? Request : never;
export type ReplyOf<Definition> = Definition extends QueryDefinition<infer _, infer Reply> ? Reply : never;

/** Declares a query. The answering service is the subject's second word. */
export function defineQuery<Request extends z.ZodType, Reply extends z.ZodType>(declaration: {
  readonly subject: QueryDefinition['subject'];
  readonly request: Request;
  readonly reply: Reply;
}): QueryDefinition<z.infer<Request>, z.infer<Reply>> {
  const { subject, request, reply } = declaration;
  return Object.freeze({
    subject,
    service: subject.split('.')[1] as ServiceName,
    parseRequest: (data: unknown) => request.parse(data),
    parseReply: (data: unknown) => reply.parse(data),
  });
}
