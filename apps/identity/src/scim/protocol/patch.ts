import type { Attribute } from './attribute.ts';
import { type PatchPath, readPatchPath } from './patch-path.ts';
import { several, single, type Verb } from './patch-values.ts';
import { field, isObject, type Json, type JsonObject, valuesOf } from './resource.ts';
import type { ResourceType } from './schemas.ts';
import { badPath, badValue, ScimError } from './scim-error.ts';

export const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface Operation {
  readonly verb: Verb;
  readonly path: string | undefined;
  readonly value: Json | undefined;
}

const MOST_OPERATIONS = 1000;

/**
 * A resource after a PATCH: all operations, or none. Takes what Okta and Entra send besides the letter of RFC 7644: verbs in
 * any case, booleans as texts, operations without a path whose names are paths themselves (`name.givenName`,
 * `urn:…:User:department`, `emails[type eq "work"].value`), and members to remove as a value.
 * @param resource in its normal form; it is left as it is
 * @throws ScimError
 */
export function patch(resource: JsonObject, sent: unknown, type: ResourceType): JsonObject {
  const patched = structuredClone(resource);
  for (const operation of operationsIn(sent)) {
    if (operation.path !== undefined) {
      const path = readPatchPath(operation.path, type);
      if (!path) throw badPath('The path names an attribute that there is not.');
      if (isOurs(path)) throw new ScimError(400, 'The path names something that only the server sets.', 'mutability');
      apply(patched, operation.verb, path, operation.value);
    } else applyAll(patched, operation, type);
  }
  return patched;
}

/** Without a path the value holds attributes; as in a resource, those that are unknown or ours are left out. */
function applyAll(resource: JsonObject, { verb, value }: Operation, type: ResourceType): void {
  if (verb === 'remove') throw new ScimError(400, 'A remove needs a path.', 'noTarget');
  if (!isObject(value)) throw badValue('An operation without a path needs an object of attributes.');
  for (const [name, part] of Object.entries(value)) {
    const path = readPatchPath(name, type);
    if (path && !isOurs(path)) apply(resource, verb, path, part);
  }
}

function operationsIn(sent: unknown): readonly Operation[] {
  const entries = isObject(sent) ? Object.entries(sent) : [];
  const operations = entries.find(([name]) => name.toLowerCase() === 'operations')?.[1];
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > MOST_OPERATIONS) {
    throw new ScimError(400, 'A PATCH needs Operations, at most 1000.', 'invalidSyntax');
  }
  return operations.map((operation): Operation => {
    const { op, path, value } = isObject(operation) ? operation : {};
    const verb = typeof op === 'string' ? op.toLowerCase() : '';
    if (verb !== 'add' && verb !== 'replace' && verb !== 'remove') {
      throw new ScimError(400, 'op is add, replace or remove.', 'invalidSyntax');
    }
    if (path !== undefined && path !== null && typeof path !== 'string') throw badPath('A path is a text.');
    if (verb !== 'remove' && value === undefined) throw badValue(`A ${verb} needs a value.`);
    return { verb, path: typeof path === 'string' && path.trim() !== '' ? path : undefined, value };
  });
}

const isOurs = ({ attribute, sub }: PatchPath): boolean =>
  attribute?.mutability === 'readOnly' || sub?.mutability === 'readOnly';

function apply(resource: JsonObject, verb: Verb, path: PatchPath, value: Json | undefined): void {
  const { extension, attribute } = path;
  if (!extension) {
    if (attribute) applyTo(resource, verb, path, attribute, value);
    return;
  }
  const holder = field(resource, extension.id);
  const parts = isObject(holder) ? holder : {};
  if (attribute) applyTo(parts, verb, path, attribute, value);
  else applyExtension(parts, verb, path, value);
  if (Object.keys(parts).length > 0) resource[extension.id] = parts;
  else Reflect.deleteProperty(resource, extension.id);
}

function applyExtension(parts: JsonObject, verb: Verb, path: PatchPath, value: Json | undefined): void {
  if (verb === 'remove') for (const name of Object.keys(parts)) Reflect.deleteProperty(parts, name);
  else if (!isObject(value)) throw badValue('An extension takes an object.');
  else {
    for (const [name, part] of Object.entries(value)) {
      const attribute = path.extension?.attributes.find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (attribute) applyTo(parts, verb, { ...path, attribute }, attribute, part);
    }
  }
}

function applyTo(holder: JsonObject, verb: Verb, path: PatchPath, attribute: Attribute, value: Json | undefined): void {
  if (attribute.mutability === 'writeOnly') return;
  const before = field(holder, attribute.name);
  const after = attribute.multiValued
    ? several(valuesOf(before), verb, path, attribute, value)
    : single(before, verb, path, attribute, value);
  const isEmpty = after === undefined || (Array.isArray(after) ? after.length === 0 : false);
  if (isEmpty) Reflect.deleteProperty(holder, attribute.name);
  else holder[attribute.name] = after;
}
