import { type AttributePath, readAttributePath } from './path.ts';
import { field, isObject, type Json, type JsonObject } from './resource.ts';
import type { ResourceType } from './schemas.ts';

/** Which attributes a client wants to see (RFC 7644, section 3.9). */
export interface Wanted {
  readonly attributes: readonly AttributePath[] | undefined;
  readonly excluded: readonly AttributePath[];
}

/** Reads `attributes` and `excludedAttributes`; names that there are not are no error, and show nothing. */
export function readWanted(
  {
    attributes,
    excludedAttributes,
  }: { readonly attributes?: string | undefined; readonly excludedAttributes?: string | undefined },
  type: ResourceType,
): Wanted {
  const paths = (text: string) => text.split(',').flatMap((name) => readAttributePath(name.trim(), type) ?? []);
  return {
    attributes: attributes === undefined || attributes.trim() === '' ? undefined : paths(attributes),
    excluded: paths(excludedAttributes ?? ''),
  };
}

/** Whether an attribute is shown at all, so that it need not be looked up. */
export function isWanted(name: string, { attributes, excluded }: Wanted): boolean {
  const named = (paths: readonly AttributePath[], whole: boolean) =>
    paths.some(({ attribute, sub }) => attribute?.name === name && (!whole || sub === undefined));
  return attributes ? named(attributes, false) : !named(excluded, true);
}

const ALWAYS = new Set(['schemas', 'id']);

/** The resource with what is wanted of it; `id` and `schemas` always. */
export function project(resource: JsonObject, { attributes, excluded }: Wanted): JsonObject {
  if (attributes) {
    const shown = Object.fromEntries(Object.entries(resource).filter(([name]) => ALWAYS.has(name)));
    for (const path of attributes) show(resource, shown, path);
    return shown;
  }
  const left = structuredClone(resource);
  for (const path of excluded) hide(left, path);
  return left;
}

function show(from: JsonObject, to: JsonObject, { extension, attribute, sub }: AttributePath): void {
  const source = extension ? field(from, extension.id) : from;
  if (!isObject(source)) return;
  if (!attribute) {
    if (extension) to[extension.id] = source;
    return;
  }
  const value = field(source, attribute.name);
  if (value === undefined) return;
  const target = extension ? holderIn(to, extension.id) : to;
  target[attribute.name] = sub
    ? joined(
        field(target, attribute.name),
        parts(value, (name) => name === sub.name),
      )
    : value;
}

function hide(resource: JsonObject, { extension, attribute, sub }: AttributePath): void {
  const holder = extension ? field(resource, extension.id) : resource;
  if (!isObject(holder)) return;
  if (!attribute) {
    if (extension) Reflect.deleteProperty(resource, extension.id);
  } else if (!ALWAYS.has(attribute.name)) {
    const value = field(holder, attribute.name);
    if (sub && value !== undefined) holder[attribute.name] = parts(value, (name) => name !== sub.name);
    else if (!sub) Reflect.deleteProperty(holder, attribute.name);
  }
}

function holderIn(resource: JsonObject, name: string): JsonObject {
  const known = field(resource, name);
  if (isObject(known)) return known;
  return (resource[name] = {});
}

/** The parts of a value, or of each of several, whose names fit. */
function parts(value: Json, fits: (name: string) => boolean): Json {
  if (Array.isArray(value)) return value.map((one) => parts(one, fits));
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => fits(name))) : value;
}

/** Parts that are asked for one by one come together again. */
function joined(before: Json | undefined, added: Json): Json {
  if (Array.isArray(before) && Array.isArray(added)) return before.map((one, index) => joined(one, added[index] ?? {}));
  return isObject(before) && isObject(added) ? { ...before, ...added } : added;
}
