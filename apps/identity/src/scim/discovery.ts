import { LIST_SCHEMA, MOST_RESULTS } from './list.ts';
import type { Attribute } from './protocol/attribute.ts';
import type { Json, JsonObject } from './protocol/resource.ts';
import { GROUPS, type ResourceType, type Schema, SCHEMAS, USERS } from './protocol/schemas.ts';

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';

/** What this server can do (RFC 7643, section 5). */
export const serviceProviderConfig = (baseUrl: string): JsonObject => ({
  schemas: [CONFIG],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_RESULTS },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'Authorization: Bearer, with the token that the operator configured.',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
});

/** The kinds of resources (RFC 7643, section 6), or one by its name. */
export function resourceTypes(baseUrl: string, name?: string): JsonObject | undefined {
  const types = [USERS, GROUPS].map((type) => resourceType(type, baseUrl));
  return name === undefined ? listOf(types) : types.find((type) => type['name'] === name);
}

/** The schemas (RFC 7643, section 7), or one by its URN. */
export function schemas(baseUrl: string, id?: string): JsonObject | undefined {
  if (id === undefined) return listOf(SCHEMAS.map((schema) => schemaDocument(schema, baseUrl)));
  const schema = SCHEMAS.find((one) => one.id.toLowerCase() === id.toLowerCase());
  return schema && schemaDocument(schema, baseUrl);
}

const listOf = (resources: JsonObject[]): JsonObject => ({
  schemas: [LIST_SCHEMA],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
});

const resourceType = (
  { name, endpoint, description, schema, extensions }: ResourceType,
  baseUrl: string,
): JsonObject => ({
  schemas: [RESOURCE_TYPE],
  id: name,
  name,
  endpoint,
  description,
  schema: schema.id,
  schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })),
  meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${name}` },
});

const schemaDocument = ({ id, name, description, attributes }: Schema, baseUrl: string): JsonObject => ({
  schemas: [SCHEMA],
  id,
  name,
  description,
  attributes: attributes.map(attributeDocument),
  meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${id}` },
});

function attributeDocument({ subAttributes, referenceTypes, ...attribute }: Attribute): JsonObject {
  const document: Record<string, Json> = { ...attribute };
  if (referenceTypes) document['referenceTypes'] = [...referenceTypes];
  if (subAttributes) document['subAttributes'] = subAttributes.map(attributeDocument);
  return document;
}
