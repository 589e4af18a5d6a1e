import type { Attribute } from './attribute.ts';
import type { Filter } from './filter.ts';
import { matchesValue } from './matches.ts';
import { normalizeOne, normalizeValue, onePrimary } from './normalize.ts';
import type { PatchPath } from './patch-path.ts';
import { isObject, type Json, type JsonObject, valuesOf } from './resource.ts';
import { badPath, ScimError } from './scim-error.ts';

/** What a PATCH operation does. */
export type Verb = 'add' | 'replace' | 'remove';

/** A single value after an operation: parts of it that are not named stay as they are. */
export function single(
  before: Json | undefined,
  verb: Verb,
  { sub, filter }: PatchPath,
  attribute: Attribute,
  value: Json | undefined,
): Json | undefined {
  if (filter) throw badPath('Brackets choose among several values, and this attribute has one.');
  if (!sub) {
    if (verb === 'remove') return undefined;
    const given = normalizeOne(value ?? null, attribute);
    if (verb === 'add' && given === undefined) return before;
    return isObject(before) && isObject(given) ? { ...before, ...given } : given;
  }
  return withPart(isObject(before) ? before : {}, sub, verb === 'remove' ? null : (value ?? null));
}

function withPart(object: JsonObject, sub: Attribute, value: Json): JsonObject | undefined {
  const { [sub.name]: _, ...others } = object;
  const given = normalizeValue(value, sub);
  const whole = given === undefined ? others : { ...others, [sub.name]: given };
  return Object.keys(whole).length === 0 ? undefined : whole;
}

/** The values of an attribute after an operation. @throws ScimError noTarget */
export function several(
  before: readonly Json[],
  verb: Verb,
  { sub, filter }: PatchPath,
  attribute: Attribute,
  value: Json | undefined,
): Json[] {
  if (filter) return chosen(before, verb, sub, filter, attribute, value);
  if (sub) {
    const values = before.length === 0 && verb !== 'remove' ? [{}] : before;
    return changed(values, () => true, sub, verb === 'remove' ? null : (value ?? null));
  }
  const given = verb === 'remove' && value === undefined ? [] : valuesOf(normalizeValue(value ?? null, attribute));
  if (verb === 'replace') return [...given];
  if (verb === 'remove')
    return value === undefined ? [] : before.filter((one) => !given.some((gone) => same(one, gone)));
  const added = given.filter((one, index) => !before.some((known) => same(known, one, true)) && firstOf(given, index));
  // If a new value is the primary one, no old one is.
  return onePrimary([...before, ...added]);
}

const firstOf = (values: readonly Json[], index: number): boolean =>
  values.findIndex((value) => same(value, values[index] ?? null, true)) === index;

/** The values that fit a filter. */
function chosen(
  before: readonly Json[],
  verb: Verb,
  sub: Attribute | undefined,
  filter: Filter,
  attribute: Attribute,
  value: Json | undefined,
): Json[] {
  const fits = (one: Json) => matchesValue(one, filter);
  if (verb === 'remove') return sub ? changed(before, fits, sub, null) : before.filter((one) => !fits(one));
  if (!before.some(fits)) {
    if (verb === 'replace') throw new ScimError(400, 'No value fits the path.', 'noTarget');
    const made = normalizeOne(
      { ...impliedBy(filter), ...(sub ? { [sub.name]: value ?? null } : objectOf(value)) },
      attribute,
    );
    return made === undefined ? [...before] : onePrimary([...before, made]);
  }
  if (sub) return changed(before, fits, sub, value ?? null);
  const given = normalizeOne(objectOf(value), attribute);
  return onePrimary(before.map((one) => (fits(one) && isObject(one) && isObject(given) ? { ...one, ...given } : one)));
}

/** A part of those values that fit is set, or taken away. Of primary values there is one. */
function changed(before: readonly Json[], fits: (one: Json) => boolean, sub: Attribute, value: Json): Json[] {
  const isFirst = sub.name === 'primary' && normalizeValue(value, sub) === true;
  return before.flatMap((one): Json[] => {
    if (!isObject(one)) return [one];
    if (!fits(one)) return [isFirst && one['primary'] === true ? { ...one, primary: false } : one];
    const after = withPart(one, sub, value);
    return after === undefined ? [] : [after];
  });
}

/** What a new value must be like to fit: `type eq "work"` makes a work address. */
function impliedBy(filter: Filter): JsonObject {
  if (filter.kind === 'and') return { ...impliedBy(filter.left), ...impliedBy(filter.right) };
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || !filter.path.sub) return {};
  return { [filter.path.sub.name]: filter.value };
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : { value: value ?? null });

/** Whether two values mean the same: by `value` where they have one, and by kind where `strictly`. */
function same(one: Json, other: Json, strictly = false): boolean {
  if (!isObject(one) || !isObject(other)) return one === other;
  if (one['value'] === undefined || other['value'] === undefined) return JSON.stringify(one) === JSON.stringify(other);
  return one['value'] === other['value'] && (!strictly || one['type'] === other['type'] || other['type'] === undefined);
}
