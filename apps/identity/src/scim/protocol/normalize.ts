import type { Attribute } from './attribute.ts';
import { find } from './path.ts';
import { field, isObject, type Json, type JsonObject } from './resource.ts';
import { COMMON, type ResourceType } from './schemas.ts';
import { ScimError, badValue } from './scim-error.ts';

/** Most values of one attribute, members aside. */
const MOST_VALUES = 200;
const LONGEST = 4096;

/**
 * A resource as it was sent, in the form in which it is kept: names in the case of the schemas, values of the types of the
 * schemas. What the schemas do not know, what is ours to say, and what is empty is left out.
 * @throws ScimError invalidValue; invalidSyntax for what is no object
 */
export function normalizeResource(sent: unknown, type: ResourceType): JsonObject {
  if (!isObject(sent)) throw new ScimError(400, 'The resource is no JSON object.', 'invalidSyntax');
  const attributes = [...COMMON, ...type.schema.attributes];
  const resource = normalizeParts(sent, attributes);
  for (const extension of type.extensions) {
    const parts = Object.entries(sent).find(([name]) => name.toLowerCase() === extension.id.toLowerCase())?.[1];
    const kept = isObject(parts) ? normalizeParts(parts, extension.attributes) : {};
    if (Object.keys(kept).length > 0) resource[extension.id] = kept;
  }
  return resource;
}

/** @throws ScimError invalidValue if something required is missing */
export function requireAll(resource: JsonObject, type: ResourceType): void {
  for (const { name, required } of type.schema.attributes) {
    const value = field(resource, name);
    if (required && (typeof value !== 'string' || value.trim() === '')) throw badValue(`${name} is required.`);
  }
}

/** A value in the form of its attribute; undefined for an empty one. @throws ScimError invalidValue */
export function normalizeValue(value: Json, attribute: Attribute): Json | undefined {
  if (!attribute.multiValued) return normalizeOne(value, attribute);
  const values = (Array.isArray(value) ? value : [value]).flatMap((one) => normalizeOne(one, attribute) ?? []);
  if (values.length > MOST_VALUES && attribute.name !== 'members')
    throw badValue(`${attribute.name} has too many values.`);
  return values.length === 0 ? undefined : onePrimary(values);
}

/** At most one value is the primary one: the last that says so. */
export function onePrimary(values: Json[]): Json[] {
  const last = values.findLastIndex((value) => isObject(value) && value['primary'] === true);
  return values.map((value, index) =>
    isObject(value) && value['primary'] === true && index !== last ? { ...value, primary: false } : value,
  );
}

/**
 * One value; a plain text in place of a complex value is its `value`, and a list of one is that one: so Entra sends the
 * manager. The other way round, `[{"value": "False"}]` is a plain value as Entra's older dialect wraps it.
 */
export function normalizeOne(sent: Json, attribute: Attribute): Json | undefined {
  const [only = null, ...others] = Array.isArray(sent) ? sent : [sent];
  const value = others.length === 0 ? only : sent;
  if (value === null || value === '') return undefined;
  if (attribute.type !== 'complex') return scalar(Array.isArray(sent) ? unwrapped(value) : value, attribute);
  const parts = attribute.subAttributes ?? [];
  if (isObject(value)) {
    const kept = normalizeParts(value, parts);
    return Object.keys(kept).length === 0 ? undefined : kept;
  }
  if (typeof value === 'string' && find('value', parts)) return { value };
  throw badValue(`${attribute.name} takes an object.`);
}

/** The plain value that an object holds as its `value`. */
const unwrapped = (value: Json): Json => (isObject(value) ? (field(value, 'value') ?? value) : value);

function normalizeParts(sent: JsonObject, attributes: readonly Attribute[]): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(sent)) {
    const attribute = find(name, attributes);
    if (!attribute || attribute.mutability === 'readOnly' || attribute.mutability === 'writeOnly') continue;
    const normal = normalizeValue(value, attribute);
    if (normal !== undefined) kept[attribute.name] = normal;
  }
  return kept;
}

function scalar(value: Json, { name, type }: Attribute): Json {
  if (type === 'boolean') {
    // Entra writes "True" and "False".
    if (typeof value === 'string' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    if (typeof value === 'boolean') return value;
    throw badValue(`${name} takes true or false.`);
  }
  if (typeof value !== 'string') throw badValue(`${name} takes a text.`);
  if (value.length > LONGEST || value.includes('\0')) throw badValue(`${name} takes a shorter, plain text.`);
  return value;
}
