import type { FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { checkHeaders, API_LIMIT } from '../http/check-headers.ts';
import { Problem } from '../http/problem.ts';

/** A request's query, JSON body and path parameters in one record; the latter win. A body that is an array is `items`. */
export function inputOf(request: FastifyRequest): Record<string, unknown> {
  return { ...fields(request.query), ...fields(bodyOf(request)), ...fields(request.params) };
}

function bodyOf({ raw, body }: FastifyRequest): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  checkHeaders(raw, API_LIMIT, false);
  const document = isUtf8(body) ? parse(body.toString('utf8')) : undefined;
  if (typeof document !== 'object' || document === null) {
    throw new Problem('invalid-parameters', 'The body is not a JSON object or array.');
  }
  return Array.isArray(document) ? { items: document } : document;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const fields = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
