import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, pushOf } from '../testing/identity-world.ts';
import { patchOf, ScimClient } from '../testing/scim-client.ts';
import { ENTERPRISE } from './protocol/schemas.ts';

/** A user as Microsoft Entra ID sends it. */
const user = (over: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
  externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
  userName: 'Test_User_ab6490ee@contoso.example',
  active: true,
  emails: [{ primary: true, type: 'work', value: 'Test_User_fd0ea19b@testuser.example' }],
  meta: { resourceType: 'User' },
  name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
  roles: [],
  ...over,
});

describe('requests as Entra sends them', () => {
  let world: IdentityWorld;
  let client: ScimClient;
  let id: string;
  beforeAll(async () => {
    world = await IdentityWorld.start();
    client = new ScimClient(world);
  });
  afterEach(() => world.forgetEverybody());
  afterAll(() => world.close());

  const make = async (over?: object) => (id = await client.make('/Users', user(over)));
  const change = async (...operations: object[]) =>
    (await client.send(`PATCH /Users/${id}`, patchOf(...operations))).body;

  it('look for a user by its ids, whatever the case', async () => {
    await make();
    for (const filter of [
      'externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"',
      'userName eq "test_user_ab6490ee@CONTOSO.example"',
      'emails[type eq "work"].value eq "test_user_fd0ea19b@testuser.example"',
      'emails[type eq "work" and value co "testuser"]',
      `${ENTERPRISE}:department pr or userName sw "test_"`,
    ]) {
      const { body } = await client.send(`GET /Users?filter=${filter}`);
      expect([filter, body['totalResults']]).toEqual([filter, 1]);
    }
    expect((await client.send('GET /Users?filter=externalId eq "0A21"')).body).toMatchObject({ totalResults: 0 });
  });

  it('replace several attributes at once, verbs with a capital letter', async () => {
    await make();
    const body = await change(
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updated@contoso.example' },
      { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
      { op: 'Add', path: 'name.honorificPrefix', value: 'Dr' },
    );
    expect(body).toMatchObject({
      emails: [{ type: 'work', primary: true, value: 'updated@contoso.example' }],
      name: { familyName: 'updatedFamilyName', givenName: 'givenName', honorificPrefix: 'Dr' },
    });
    const [told] = await world.attributed(pushOf('e1', commit('updated@contoso.example')));
    expect(told?.attribution.author).toMatchObject({ standing: 'known' });
  });

  it('name the manager in a list, without the schema or with a dot behind it', async () => {
    await make();
    const value = '2819c223-7f76-453a-919d-413861904646';
    const $ref = `https://arbiter.example.org/scim/v2/Users/${value}`;
    for (const path of ['manager', `${ENTERPRISE}.manager`, `${ENTERPRISE}:manager`]) {
      const body = await change({ op: 'Add', path, value: [{ $ref, value }] });
      expect([path, body[ENTERPRISE]]).toMatchObject([path, { manager: { value } }]);
      expect(await change({ op: 'Remove', path })).not.toHaveProperty([ENTERPRISE]);
    }
    expect(await change({ op: 'Add', path: 'manager', value: [{ value }, { value }] })).toMatchObject({
      scimType: 'invalidValue',
    });
  });

  it('disable a user by a text', async () => {
    await make();
    expect(await change({ op: 'Replace', path: 'active', value: 'False' })).toMatchObject({ active: false });
    expect(await change({ op: 'Add', path: 'active', value: 'True' })).toMatchObject({ active: true });
    // The older dialect wraps plain values as if there were several.
    const wrapped = (value: string) => [{ $ref: null, value }];
    expect(await change({ op: 'Replace', path: 'active', value: wrapped('False') })).toMatchObject({ active: false });
    expect(await change({ op: 'Replace', path: 'title', value: wrapped('Lead') })).toMatchObject({ title: 'Lead' });
    expect(await change({ op: 'Replace', path: 'active', value: 'perhaps' })).toMatchObject({
      scimType: 'invalidValue',
    });
  });

  it('send attributes whose names are paths', async () => {
    await make();
    const body = await change({
      op: 'Add',
      value: {
        'name.givenName': 'Given',
        displayName: 'lucy',
        [`${ENTERPRISE}:department`]: 'R&D',
        [`${ENTERPRISE}:manager`]: '2819c223-7f76-453a-919d-413861904646',
        'addresses[type eq "work"].locality': 'Zurich',
        'phoneNumbers[type eq "mobile"].value': '+41',
        unknown: 'left out',
      },
    });
    expect(body).toMatchObject({
      name: { givenName: 'Given', familyName: 'familyName' },
      displayName: 'lucy',
      addresses: [{ type: 'work', locality: 'Zurich' }],
      phoneNumbers: [{ type: 'mobile', value: '+41' }],
      [ENTERPRISE]: { department: 'R&D', manager: { value: '2819c223-7f76-453a-919d-413861904646' } },
    });
    expect(body).not.toHaveProperty('unknown');
    const [told] = await world.attributed(pushOf('e2', commit('test_user_fd0ea19b@testuser.example')));
    expect(told?.attribution.author).toMatchObject({ department: 'R&D' });
    const gone = await change(
      { op: 'Remove', path: `${ENTERPRISE}:department` },
      { op: 'Remove', path: 'displayName' },
    );
    expect(gone[ENTERPRISE]).toEqual({ manager: { value: '2819c223-7f76-453a-919d-413861904646' } });
    expect(gone).not.toHaveProperty('displayName');
  });

  it('change a userName, unless another has it', async () => {
    await make({ userName: 'other', emails: [] });
    await make();
    expect(await change({ op: 'Replace', path: 'userName', value: '5b50642d@contoso.example' })).toMatchObject({
      userName: '5b50642d@contoso.example',
    });
    expect(await change({ op: 'Replace', path: 'userName', value: 'OTHER' })).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
    });
  });

  it('get a group without its members, and change members one by one', async () => {
    await make();
    const group = await client.make('/Groups', {
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:Group',
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ],
      externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
      displayName: 'displayName',
      meta: { resourceType: 'Group' },
    });
    const add = patchOf({ op: 'Add', path: 'members', value: [{ $ref: null, value: id }] });
    expect(await client.send(`PATCH /Groups/${group}`, add)).toMatchObject({ status: 204, body: {} });
    expect((await client.send(`PATCH /Groups/${group}`, add)).status).toBe(204);
    expect((await client.send(`GET /Groups/${group}?excludedAttributes=members`)).body).not.toHaveProperty('members');
    const list = 'GET /Groups?excludedAttributes=members&filter=displayName eq "displayName"';
    expect((await client.send(list)).body).toMatchObject({ totalResults: 1, Resources: [{ id: group }] });
    const member = `GET /Groups?filter=id eq "${group}" and members eq "${id}"&attributes=id`;
    expect((await client.send(member)).body['Resources']).toEqual([expect.objectContaining({ id: group })]);
    const remove = patchOf({ op: 'Remove', path: 'members', value: [{ $ref: null, value: id }] });
    expect((await client.send(`PATCH /Groups/${group}`, remove)).status).toBe(204);
    expect((await client.send(`GET /Groups/${group}`)).body).not.toHaveProperty('members');
    const stranger = patchOf({
      op: 'Add',
      path: 'members',
      value: [{ value: 'f648f8d5-0000-4000-8000-2f6ed32aaf36' }],
    });
    expect((await client.send(`PATCH /Groups/${group}`, stranger)).body).toMatchObject({ scimType: 'invalidValue' });
  });

  it('show what is asked for, and nothing else', async () => {
    await make();
    const { body } = await client.send(`GET /Users/${id}?attributes=userName,emails.value`);
    expect(body).toEqual({
      schemas: expect.any(Array) as unknown,
      id,
      userName: 'Test_User_ab6490ee@contoso.example',
      emails: [{ value: 'Test_User_fd0ea19b@testuser.example' }],
    });
  });
});
