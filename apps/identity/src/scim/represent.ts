import type { Membership, ScimRow } from '../persistence/scim.repository.ts';
import type { JsonObject } from './protocol/resource.ts';
import { ENTERPRISE, GROUP, USER } from './protocol/schemas.ts';

/** A resource's entity tag: weak, because it may be shown with fewer attributes. */
export const versionOf = ({ version }: Pick<ScimRow, 'version'>): string => `W/"${String(version)}"`;

/** A user as it is answered. @param groups those of the user, where they are looked at */
export function userOf(row: ScimRow, groups: readonly Membership[] | undefined, baseUrl: string): JsonObject {
  const { resource } = row;
  return {
    schemas: [USER, ...(Object.hasOwn(resource, ENTERPRISE) ? [ENTERPRISE] : [])],
    id: row.id,
    ...resource,
    ...(groups &&
      groups.length > 0 && {
        groups: groups.map(({ groupId, groupName }) => ({
          value: groupId,
          $ref: `${baseUrl}/Groups/${groupId}`,
          display: groupName,
        })),
      }),
    meta: metaOf(row, 'User', `${baseUrl}/Users/${row.id}`),
  };
}

/** A group as it is answered. @param members those of the group, where they are looked at */
export function groupOf(row: ScimRow, members: readonly Membership[] | undefined, baseUrl: string): JsonObject {
  return {
    schemas: [GROUP],
    id: row.id,
    ...row.resource,
    ...(members &&
      members.length > 0 && {
        members: members.map(({ userId, userName }) => ({
          value: userId,
          $ref: `${baseUrl}/Users/${userId}`,
          type: 'User',
          display: userName,
        })),
      }),
    meta: metaOf(row, 'Group', `${baseUrl}/Groups/${row.id}`),
  };
}

function metaOf(row: ScimRow, resourceType: string, location: string): JsonObject {
  return {
    resourceType,
    created: row.createdAt.toISOString(),
    lastModified: row.changedAt.toISOString(),
    location,
    version: versionOf(row),
  };
}
