import type { FastifyReply } from 'fastify';
import { ERRORS, type ErrorCode } from '../gateway.errors.ts';

/** A refusal, thrown anywhere below a request and answered as a problem document (RFC 9457). */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what is special about this case; never quotes the request */
  constructor(code: ErrorCode, detail?: string, headers: Readonly<Record<string, string>> = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }
}

/** Any error as a problem; what is not known is `internal`, with the error as its cause. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const problem = new Problem(status >= 400 && status < 500 ? 'malformed-request' : 'internal');
  problem.cause = error;
  return problem;
}

export const PROBLEM_TYPE = 'application/problem+json';

/** The document of a refusal. `type` is a path of this gateway, which explains the code. */
export function documentOf(code: ErrorCode, detail?: string) {
  const { status, title, advice } = ERRORS[code];
  return {
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail: detail === undefined ? advice : `${detail} ${advice}`,
  };
}

/** Answers with the problem. Not awaited: a reply is only done when the client has taken it. */
export function refuse(reply: FastifyReply, { code, detail, headers }: Problem): void {
  const document = documentOf(code, detail);
  void reply
    .code(document.status)
    .headers(document.status === 503 ? { 'retry-after': '5', ...headers } : headers)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(document));
}
