import type { Attribute } from './attribute.ts';
import type { Filter, Operator, Value } from './filter.ts';
import type { AttributePath } from './path.ts';
import { field, isObject, type Json, type JsonObject, valuesOf } from './resource.ts';
import { badFilter } from './scim-error.ts';

/** Whether a resource fits a filter. */
export function matches(resource: JsonObject, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(resource, filter.left) && matches(resource, filter.right);
    case 'or':
      return matches(resource, filter.left) || matches(resource, filter.right);
    case 'not':
      return !matches(resource, filter.filter);
    case 'some':
      return valuesOf(at(resource, filter.path)).some((value) => matchesValue(value, filter.filter));
    case 'compare':
      return compareAt(at(resource, filter.path), filter);
  }
}

/** Whether one value of a multi-valued attribute fits a filter of its parts. */
export function matchesValue(value: Json, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return matchesValue(value, filter.left) && matchesValue(value, filter.right);
    case 'or':
      return matchesValue(value, filter.left) || matchesValue(value, filter.right);
    case 'not':
      return !matchesValue(value, filter.filter);
    case 'some':
      return false;
    case 'compare':
      return compareAt(value, filter);
  }
}

/** What stands at a path, without its last part. */
function at(resource: JsonObject, { extension, attribute }: AttributePath): Json | undefined {
  const holder = extension ? field(resource, extension.id) : resource;
  return attribute && isObject(holder) ? field(holder, attribute.name) : undefined;
}

/** The values to compare: of a part, that part; of a complex attribute without one, its `value`. */
function comparable(value: Json | undefined, { attribute, sub }: AttributePath): readonly Json[] {
  const part = sub?.name ?? (attribute?.type === 'complex' ? 'value' : undefined);
  const values = valuesOf(value);
  if (part === undefined) return values;
  return values.flatMap((one) => (isObject(one) ? valuesOf(field(one, part)) : part === 'value' ? [one] : []));
}

/** A complex attribute is there if it has any part; its `value` is what it is compared by. */
function compareAt(value: Json | undefined, filter: Comparison): boolean {
  const { path, operator } = filter;
  if (operator === 'pr' && !path.sub) return valuesOf(value).some((one) => one !== '');
  return compares(comparable(value, path), filter);
}

type Comparison = Extract<Filter, { readonly kind: 'compare' }>;

function compares(values: readonly Json[], { path, operator, value }: Comparison): boolean {
  const attribute = path.sub ?? path.attribute;
  if (operator === 'pr') return values.some((one) => one !== '');
  if (attribute?.type === 'boolean' && !['eq', 'ne'].includes(operator)) {
    throw badFilter('A boolean is only equal to something, or not.');
  }
  if (value === null && values.length === 0) return operator === 'eq';
  const wanted = attribute?.type === 'boolean' ? booleanOf(value) : value;
  if (operator === 'ne') return !values.some((one) => holds('eq', one, wanted, attribute));
  return values.some((one) => holds(operator, one, wanted, attribute));
}

/** Entra writes booleans as texts. */
const booleanOf = (value: Value): Value =>
  typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;

function holds(operator: Operator, one: Json, wanted: Value, attribute: Attribute | undefined): boolean {
  if (typeof one !== 'string' || typeof wanted !== 'string') return operator === 'eq' && one === wanted;
  const [left, right] = keysOf(one, wanted, attribute);
  switch (operator) {
    case 'eq':
      return left === right;
    case 'co':
      return left.includes(right);
    case 'sw':
      return left.startsWith(right);
    case 'ew':
      return left.endsWith(right);
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
    default:
      return false;
  }
}

/** Both in a form that can be compared: instants as instants, texts in lower case where case does not matter. */
function keysOf(one: string, wanted: string, attribute: Attribute | undefined): readonly [string, string] {
  if (attribute?.type === 'dateTime') return [instantOf(one), instantOf(wanted)];
  return attribute?.caseExact === true ? [one, wanted] : [one.toLowerCase(), wanted.toLowerCase()];
}

function instantOf(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw badFilter('The filter compares an instant with something that is none.');
  return new Date(time).toISOString();
}
