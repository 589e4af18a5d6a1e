import type { Narrow } from '../persistence/scim.repository.ts';
import type { Attribute } from './protocol/attribute.ts';
import { type Filter, readFilter } from './protocol/filter.ts';
import { matches } from './protocol/matches.ts';
import type { AttributePath } from './protocol/path.ts';
import { isWanted, project, readWanted } from './protocol/project.ts';
import type { JsonObject } from './protocol/resource.ts';
import type { ResourceType } from './protocol/schemas.ts';
import { badValue } from './protocol/scim-error.ts';

export const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** Most resources of one page. */
export const MOST_RESULTS = 200;
const DEFAULT_RESULTS = 100;
const SCANNED_AT_ONCE = 500;

/** What a client asks of a list (RFC 7644, section 3.4.2). */
export type ListQuery = Readonly<Record<string, string | undefined>>;

/** Brings resources with the attributes that are looked at. */
export type Load = (
  narrow: Narrow | undefined,
  window: { readonly offset: number; readonly limit: number },
  looksAt: (attribute: string) => boolean,
) => Promise<{ readonly resources: readonly JsonObject[]; readonly total: number }>;

/** A page of resources. Without a filter the database pages; with one, everybody whom it may mean is looked at. */
export async function list(query: ListQuery, type: ResourceType, load: Load): Promise<JsonObject> {
  const wanted = readWanted(query, type);
  const start = Math.max(1, integer(query['startIndex'], 'startIndex') ?? 1);
  const limit = Math.min(MOST_RESULTS, Math.max(0, integer(query['count'], 'count') ?? DEFAULT_RESULTS));
  const filter = query['filter'] === undefined ? undefined : readFilter(query['filter'], type);
  const looksAt = (name: string) => isWanted(name, wanted) || (filter !== undefined && mentions(filter, name));
  const { resources, total } = filter
    ? await scan(filter, start, limit, (narrow, window) => load(narrow, window, looksAt))
    : await load(undefined, { offset: start - 1, limit }, looksAt);
  return {
    schemas: [LIST_SCHEMA],
    totalResults: total,
    startIndex: start,
    itemsPerPage: resources.length,
    Resources: resources.map((resource) => project(resource, wanted)),
  };
}

async function scan(
  filter: Filter,
  start: number,
  limit: number,
  load: (narrow: Narrow | undefined, window: { offset: number; limit: number }) => ReturnType<Load>,
): ReturnType<Load> {
  const narrow = narrowOf(filter);
  const resources: JsonObject[] = [];
  let total = 0;
  for (let offset = 0; ; offset += SCANNED_AT_ONCE) {
    const page = await load(narrow, { offset, limit: SCANNED_AT_ONCE });
    for (const resource of page.resources) {
      if (!matches(resource, filter)) continue;
      total += 1;
      if (total >= start && resources.length < limit) resources.push(resource);
    }
    if (offset + SCANNED_AT_ONCE >= page.total) return { resources, total };
  }
}

/** What every resource that fits has in a column of its own: `userName eq "…"`, as clients ask before they create. */
function narrowOf(filter: Filter): Narrow | undefined {
  if (filter.kind === 'and') return narrowOf(filter.left) ?? narrowOf(filter.right);
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string') return undefined;
  const { extension, attribute, sub } = filter.path;
  const column = extension || sub ? undefined : columnOf(attribute);
  return column && { column, value: filter.value };
}

/** A user's userName and a group's displayName are required and unique; a user's displayName is neither. */
function columnOf(attribute: Attribute | undefined): Narrow['column'] | undefined {
  if (attribute?.required === true) return 'key';
  if (attribute?.name === 'externalId') return 'external_id';
  return attribute?.name === 'id' ? 'id' : undefined;
}

/** Whether a filter looks at an attribute. */
function mentions(filter: Filter, name: string): boolean {
  const isIt = ({ extension, attribute }: AttributePath) => !extension && attribute?.name === name;
  switch (filter.kind) {
    case 'and':
    case 'or':
      return mentions(filter.left, name) || mentions(filter.right, name);
    case 'not':
      return mentions(filter.filter, name);
    default:
      return isIt(filter.path);
  }
}

function integer(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw badValue(`${name} is a whole number.`);
  return Number(text);
}
