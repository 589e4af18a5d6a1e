import { readFileSync } from 'node:fs';
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { OperationId } from './operations.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: AnySchemaObject;
}

interface Operation {
  readonly id: OperationId;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly schema: AnySchemaObject };
}

/** An operation as GitHub describes it, ready to judge requests. */
export interface Described {
  readonly method: Operation['method'];
  readonly path: string;
  /** Says what is wrong with a request; undefined: nothing. Numbers in path and query become numbers. */
  readonly complaint: (request: { path: unknown; query: unknown; body: unknown }) => string | undefined;
}

const FILE = new URL('../../../fixtures/github/operations.json', import.meta.url);

/** GitHub's own description of what it serves, cut to what is used: see `cut-openapi.ts`. */
export function describedOperations(): ReadonlyMap<OperationId, Described> {
  const { operations } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly operations: readonly Operation[] };
  const forNumbers = new Ajv({ strict: false, coerceTypes: true, useDefaults: true });
  const forBodies = new Ajv({ strict: false, discriminator: false });
  formats.default(forNumbers);
  formats.default(forBodies);
  return new Map(
    operations.map((operation) => {
      const path = forNumbers.compile(schemaOf(operation, 'path'));
      const query = forNumbers.compile(schemaOf(operation, 'query'));
      const body = operation.body && forBodies.compile(closed(operation.body.schema));
      const complaint: Described['complaint'] = (request) =>
        complain(path, request.path) ?? complain(query, request.query) ?? complainOfBody(operation, body, request.body);
      return [operation.id, { method: operation.method, path: operation.path, complaint }];
    }),
  );
}

const schemaOf = ({ parameters }: Operation, place: Parameter['in']): AnySchemaObject => {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
};

/** Stricter than GitHub, which passes over fields that it does not know: a slip of the pen must not go unseen. */
function closed(schema: AnySchemaObject): AnySchemaObject {
  const known = 'properties' in schema && !('oneOf' in schema) && !('anyOf' in schema);
  return known ? { additionalProperties: false, ...schema } : schema;
}

function complainOfBody(
  { body }: Operation,
  validate: ValidateFunction | undefined,
  given: unknown,
): string | undefined {
  if (validate === undefined) return given === undefined || given === null ? undefined : 'This takes no body.';
  if (given === undefined || given === null)
    return body?.required === true ? 'Body should be a JSON object' : undefined;
  return complain(validate, given);
}

function complain(validate: ValidateFunction, value: unknown): string | undefined {
  return validate(value) ? undefined : wordsOf(validate.errors?.[0]);
}

/** As GitHub words it, nearly. */
function wordsOf(error: ErrorObject | undefined): string {
  const where = error?.instancePath.replace(/^\//, '').replaceAll('/', '.') ?? '';
  const field = error?.params as Readonly<Record<string, unknown>> | undefined;
  if (error?.keyword === 'required')
    return `Invalid request.\n\n"${String(field?.['missingProperty'])}" wasn't supplied.`;
  if (error?.keyword === 'additionalProperties') {
    return `Invalid request.\n\n"${String(field?.['additionalProperty'])}" is not a permitted key.`;
  }
  return `Invalid request.\n\nFor '${where === '' ? 'object' : `properties/${where}`}', ${error?.message ?? 'it is wrong'}.`;
}
