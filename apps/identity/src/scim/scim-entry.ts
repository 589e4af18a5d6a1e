import type { DirectoryEntry } from '@arbiter/contracts';
import { field, isObject, type Json, type JsonObject, valuesOf } from './protocol/resource.ts';
import { ENTERPRISE } from './protocol/schemas.ts';

/** A group whose name begins so names a department; any other is a team. */
const DEPARTMENT = /^department:\s*/i;

const LONGEST_NAME = 128;

/**
 * What a SCIM user says about somebody: their addresses, the primary one first; the department that the enterprise extension
 * names, or a group; and the first of their other groups, by name, as their team.
 */
export function scimEntry(resource: JsonObject, groups: readonly string[]): DirectoryEntry {
  const department =
    textOf(partOf(resource, ENTERPRISE, 'department')) ??
    groups.find((name) => DEPARTMENT.test(name))?.replace(DEPARTMENT, '');
  const team = groups.find((name) => !DEPARTMENT.test(name));
  const displayName = nameOf(resource);
  return {
    userName: textOf(field(resource, 'userName')) ?? '',
    emails: emailsOf(resource),
    active: resource['active'] !== false,
    ...(displayName !== undefined && { displayName }),
    ...(team !== undefined && { team: team.slice(0, LONGEST_NAME) }),
    ...(department !== undefined && department !== '' && { department: department.slice(0, LONGEST_NAME) }),
  };
}

function emailsOf(resource: JsonObject): string[] {
  const emails = valuesOf(field(resource, 'emails')).filter(isObject);
  const rank = (email: JsonObject) => (email['primary'] === true ? 0 : email['type'] === 'work' ? 1 : 2);
  return emails.toSorted((one, other) => rank(one) - rank(other)).flatMap((email) => textOf(email['value']) ?? []);
}

function nameOf(resource: JsonObject): string | undefined {
  const part = (name: string) => textOf(partOf(resource, 'name', name));
  const parts = [part('givenName'), part('familyName')].filter((text) => text !== undefined);
  return (
    textOf(field(resource, 'displayName')) ?? part('formatted') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  );
}

function partOf(resource: JsonObject, holder: string, name: string): Json | undefined {
  const object = field(resource, holder);
  return isObject(object) ? field(object, name) : undefined;
}

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
