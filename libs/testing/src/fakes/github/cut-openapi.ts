import { readFile, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { OPERATIONS } from './operations.ts';

/**
 * Cuts what the fake needs out of GitHub's description: `node cut-openapi.ts <folder of @octokit/openapi>`, where the folder
 * comes from `npm pack @octokit/openapi@<version>` and holds `package.json` and `generated/api.github.com.json`.
 * Kept of each operation: method, path, parameters and body, with every `$ref` written out and no prose.
 */
type Json = Readonly<Record<string, unknown>>;

const PROSE = new Set(['description', 'example', 'examples', 'title', 'x-github', 'externalDocs', 'deprecated']);

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A node of the description with its `$ref`s followed and its prose gone; `nullable` becomes JSON Schema's own form. */
function plain(node: unknown, whole: Json, isName = false): unknown {
  if (Array.isArray(node)) return node.map((item) => plain(item, whole));
  if (!isJson(node)) return node;
  const { $ref: ref } = node;
  if (typeof ref === 'string') return plain(at(whole, ref), whole);
  const { nullable, ...rest } = node;
  const kept = Object.entries(rest)
    .filter(([name]) => isName || !PROSE.has(name))
    .map(([name, value]) => [name, plain(value, whole, name === 'properties')]);
  const cut = Object.fromEntries(kept) as Json;
  return nullable === true && !isName ? orNull(cut) : cut;
}

const orNull = (schema: Json): Json =>
  typeof schema['type'] === 'string'
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };

function at(whole: Json, ref: string): unknown {
  let node: unknown = whole;
  for (const step of ref.replace(/^#\//, '').split('/')) node = isJson(node) ? node[step] : undefined;
  return node;
}

function operationOf(method: string, path: string, operation: Json, whole: Json): Json {
  const { operationId, parameters, requestBody } = plain(operation, whole) as Json;
  const body = isJson(requestBody) ? requestBody : {};
  const content = isJson(body['content']) ? body['content']['application/json'] : undefined;
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    parameters: (Array.isArray(parameters) ? parameters.filter(isJson) : []).map(
      ({ name, in: place, required = false, schema }) => ({ name, in: place, required, schema }),
    ),
    ...(isJson(content) && { body: { required: body['required'] === true, schema: content['schema'] } }),
  };
}

async function cut(folder: string): Promise<void> {
  const { version } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8')) as { version: string };
  const whole = JSON.parse(await readFile(`${folder}/generated/api.github.com.json`, 'utf8')) as Json;
  const wanted: ReadonlySet<unknown> = new Set(OPERATIONS);
  const operations = Object.entries(whole['paths'] as Readonly<Record<string, Json>>)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
    .filter(({ operation }) => isJson(operation) && wanted.has(operation['operationId']))
    .map(({ path, method, operation }) => operationOf(method, path, operation as Json, whole));
  const missing = OPERATIONS.filter((id) => !operations.some((operation) => operation['id'] === id));
  if (missing.length > 0) throw new Error(`not in the description: ${missing.join(', ')}`);
  const origin = `npm @octokit/openapi ${version}, generated/api.github.com.json (MIT)`;
  const file = new URL('../../../fixtures/github/operations.json', import.meta.url);
  await writeFile(file, `${JSON.stringify({ origin, operations }, undefined, 1)}\n`);
}

await cut(argv[2] ?? '.');
