import { z } from 'zod';
import { DOOR_ANSWER, DOOR_OPERATIONS } from '../doors/door-operations.ts';
import { ERRORS } from '../gateway.errors.ts';
import { PROBLEM_TYPE } from '../http/problem.ts';
import type { Endpoint } from './endpoint.ts';

export interface ApiInfo {
  readonly title: string;
  readonly version: string;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

/**
 * The OpenAPI document. That of the endpoints is made of the schemas that check the requests, so that the two cannot differ;
 * the doors, which parse nothing of what they take, tell of themselves.
 */
export function openApiOf(endpoints: readonly Endpoint[], { title, version }: ApiInfo): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [path, operation] of Object.entries(DOOR_OPERATIONS)) {
    const responses = { 202: DOOR_ANSWER, default: REFUSED };
    paths[path] = { post: { tags: ['Deliveries'], ...operation, responses } };
  }
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operationOf(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    security: [{ apiKey: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: PROBLEM },
    },
  };
}

function operationOf({ method, path, tag, summary, input, output, status = 200, csv }: Endpoint): object {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return {
    tags: [tag],
    summary,
    parameters: Object.entries(schema.properties ?? {})
      .filter(([name]) => method === 'GET' || path.includes(`:${name}`))
      .map(([name, field]) => parameterOf(name, field, path, schema.required)),
    ...((method === 'POST' || method === 'PATCH') && {
      requestBody: { content: { 'application/json': { schema: withoutDialect(schema) } } },
    }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(status !== 204 && {
          content: {
            'application/json': { schema: withoutDialect(jsonSchemaOf(output)) },
            ...(csv && { 'text/csv': { schema: { type: 'string' } } }),
          },
        }),
      },
      default: REFUSED,
    },
  };
}

const jsonSchemaOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });

function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

function parameterOf(name: string, schema: object, path: string, required: readonly string[] = []): object {
  const inPath = path.includes(`:${name}`);
  return { name, in: inPath ? 'path' : 'query', required: inPath || required.includes(name), schema };
}

const REFUSED = {
  description: 'A problem document; `code` says which.',
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    detail: { type: 'string' },
  },
};
