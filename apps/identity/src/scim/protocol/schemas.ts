import { type Attribute, attribute, complex, plural } from './attribute.ts';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A schema that resources follow. */
export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

/** A kind of resource. */
export interface ResourceType {
  readonly name: 'User' | 'Group';
  readonly endpoint: '/Users' | '/Groups';
  readonly description: string;
  readonly schema: Schema;
  readonly extensions: readonly Schema[];
}

/** What every resource has (RFC 7643, section 3.1). They are in no schema. */
export const COMMON: readonly Attribute[] = [
  attribute('id', 'Ours.', { caseExact: true, mutability: 'readOnly', returned: 'always', uniqueness: 'server' }),
  attribute('externalId', "The client's.", { caseExact: true }),
  complex(
    'meta',
    'When it was made and changed.',
    [
      attribute('resourceType', 'User or Group.', { caseExact: true, mutability: 'readOnly' }),
      attribute('created', 'When it was made.', { type: 'dateTime', mutability: 'readOnly' }),
      attribute('lastModified', 'When it was changed.', { type: 'dateTime', mutability: 'readOnly' }),
      attribute('location', 'Where it is.', { caseExact: true, mutability: 'readOnly' }),
      attribute('version', 'Its entity tag.', { caseExact: true, mutability: 'readOnly' }),
    ],
    { mutability: 'readOnly' },
  ),
];

const name = complex('name', "The person's name.", [
  ...['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix'].map((part) =>
    attribute(part, 'A part of the name.'),
  ),
]);

const addresses = complex(
  'addresses',
  'Postal addresses.',
  [
    ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country', 'type'].map((part) =>
      attribute(part, 'A part of the address.'),
    ),
    attribute('primary', 'Whether it is the first choice.', { type: 'boolean' }),
  ],
  { multiValued: true },
);

const reference = (what: string) =>
  attribute('$ref', `Where the ${what} is.`, { type: 'reference', caseExact: true, referenceTypes: ['User', 'Group'] });

const User: Schema = {
  id: USER,
  name: 'User',
  description: 'Somebody whom the directory knows.',
  attributes: [
    attribute('userName', 'Unique, without regard to case.', { required: true, uniqueness: 'server' }),
    name,
    ...['displayName', 'nickName', 'title', 'userType', 'preferredLanguage', 'locale', 'timezone'].map((text) =>
      attribute(text, 'A text.'),
    ),
    attribute('profileUrl', 'A page about them.', { type: 'reference', referenceTypes: ['external'] }),
    attribute('active', 'Whether they belong to the organisation now.', { type: 'boolean' }),
    attribute('password', 'Taken and forgotten: nobody signs in with it here.', {
      mutability: 'writeOnly',
      returned: 'never',
    }),
    plural('emails', 'E-mail addresses. The primary one names the person.'),
    ...['phoneNumbers', 'ims', 'photos', 'entitlements', 'roles', 'x509Certificates'].map((several) =>
      plural(several, 'Kept as they are told.'),
    ),
    addresses,
    complex(
      'groups',
      'The groups that they belong to.',
      [attribute('value', 'Id of the group.'), reference('group'), attribute('display', 'Name of the group.')].map(
        (part): Attribute => ({ ...part, mutability: 'readOnly' }),
      ),
      { multiValued: true, mutability: 'readOnly' },
    ),
  ],
};

const Enterprise: Schema = {
  id: ENTERPRISE,
  name: 'EnterpriseUser',
  description: 'What an enterprise knows besides. The department is the one of the costs and reports.',
  attributes: [
    ...['employeeNumber', 'costCenter', 'organization', 'division', 'department'].map((text) =>
      attribute(text, 'A text.'),
    ),
    complex('manager', 'Whom they report to.', [
      attribute('value', 'Id of the manager.'),
      reference('manager'),
      attribute('displayName', 'Name of the manager.', { mutability: 'readOnly' }),
    ]),
  ],
};

const Group: Schema = {
  id: GROUP,
  name: 'Group',
  description: 'A team; or a department, where its name begins with "department:".',
  attributes: [
    attribute('displayName', 'Unique, without regard to case.', { required: true, uniqueness: 'server' }),
    complex(
      'members',
      'Who belongs to it.',
      [
        attribute('value', 'Id of the member.', { caseExact: true, mutability: 'immutable' }),
        { ...reference('member'), mutability: 'immutable' },
        attribute('type', 'User.', { mutability: 'immutable' }),
        attribute('display', 'Name of the member.', { mutability: 'readOnly' }),
      ],
      { multiValued: true },
    ),
  ],
};

export const USERS: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'People.',
  schema: User,
  extensions: [Enterprise],
};

export const GROUPS: ResourceType = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'Teams and departments.',
  schema: Group,
  extensions: [],
};

export const SCHEMAS: readonly Schema[] = [User, Enterprise, Group];
