import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld } from '../testing/identity-world.ts';
import { patchOf, ScimClient } from '../testing/scim-client.ts';
import { ENTERPRISE } from './protocol/schemas.ts';

const bjensen = {
  userName: 'bjensen',
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  title: 'Tour Guide',
  userType: 'Employee',
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  [ENTERPRISE]: { department: 'Tours', employeeNumber: '701984' },
};

describe('a SCIM server as RFC 7644 has it', () => {
  let world: IdentityWorld;
  let client: ScimClient;
  beforeAll(async () => {
    world = await IdentityWorld.start();
    client = new ScimClient(world);
  });
  afterEach(() => world.forgetEverybody());
  afterAll(() => world.close());

  it('filters by every operator, in the order in which they bind', async () => {
    await client.make('/Users', bjensen);
    await client.make('/Users', { userName: 'jsmith', title: 'Pilot', active: false });
    const found = async (filter: string) =>
      ((await client.send(`GET /Users?filter=${filter}`)).body['Resources'] as { userName: string }[]).map(
        ({ userName }) => userName,
      );
    const both = ['bjensen', 'jsmith'];
    for (const [filter, expected] of [
      ['name.familyName co "ENSE"', ['bjensen']],
      ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"', ['jsmith']],
      ['userName ew "ith"', ['jsmith']],
      ['title pr', both],
      ['not (title pr)', []],
      ['name pr', ['bjensen']],
      ['userName ne "bjensen"', ['jsmith']],
      ['userName gt "bz"', ['jsmith']],
      ['userName le "bjensen"', ['bjensen']],
      ['meta.lastModified ge "2011-05-13T04:42:34Z"', both],
      ['meta.lastModified lt "2011-05-13T04:42:34Z"', []],
      ['active eq true', ['bjensen']],
      ['active eq "False"', ['jsmith']],
      ['userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")', ['bjensen']],
      ['userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")', ['jsmith']],
      ['emails[type eq "work" and value co "jensen.org"]', []],
      ['emails[type eq "home" and value co "jensen.org"]', ['bjensen']],
      ['title eq "Pilot" or title eq "Tour Guide" and active eq false', ['jsmith']],
      ['TITLE EQ "Pilot" OR USERNAME EQ "bjensen"', both],
      [`${ENTERPRISE}:employeeNumber eq "701984"`, ['bjensen']],
      ['title eq "a \\"quoted\\" one"', []],
      ['nickName eq null', both],
    ] as const) {
      expect([filter, await found(filter)]).toEqual([filter, expected]);
    }
  });

  it.each([
    'userName',
    'userName eq',
    'userName eq bjensen',
    'userName xx "a"',
    'nothing eq "a"',
    'userName eq "a" and',
    '(userName eq "a"',
    'userName eq "a" userName eq "b"',
    'emails[type eq "a"',
    'userName eq "a\\',
    'active gt true',
    'meta.created gt "yesterday"',
    `${'('.repeat(100)}userName pr`,
    `userName eq "${'x'.repeat(5000)}"`,
  ])('refuses the filter %s', async (filter) => {
    await client.make('/Users', bjensen);
    expect((await client.send(`GET /Users?filter=${filter}`)).body).toMatchObject({ scimType: 'invalidFilter' });
  });

  it('patches all or nothing, and says what is wrong', async () => {
    const id = await client.make('/Users', bjensen);
    const refusal = async (...operations: object[]) => {
      const { status, body } = await client.send(`PATCH /Users/${id}`, patchOf(...operations));
      return [status, body['scimType']];
    };
    const title = { op: 'replace', path: 'title', value: 'Changed' };
    expect(await refusal(title, { op: 'replace', path: 'nothing', value: 1 })).toEqual([400, 'invalidPath']);
    expect(await refusal(title, { op: 'remove' })).toEqual([400, 'noTarget']);
    expect(await refusal({ op: 'replace', path: 'id', value: 'x' })).toEqual([400, 'mutability']);
    expect(await refusal({ op: 'replace', path: 'emails[type eq "other"].value', value: 'x' })).toEqual([
      400,
      'noTarget',
    ]);
    expect(await refusal({ op: 'replace', path: 'emails[type', value: 'x' })).toEqual([400, 'invalidPath']);
    expect(await refusal({ op: 'replace', path: 'emails[type xx "a"]', value: 'x' })).toEqual([400, 'invalidFilter']);
    expect(await refusal({ op: 'move', path: 'title' })).toEqual([400, 'invalidSyntax']);
    expect(await refusal()).toEqual([400, 'invalidSyntax']);
    expect((await client.send('POST /Users', [bjensen])).body).toMatchObject({ scimType: 'invalidSyntax' });
    expect(await refusal({ op: 'remove', path: 'userName' })).toEqual([400, 'invalidValue']);
    expect((await client.send(`GET /Users/${id}`)).body).toMatchObject({
      title: 'Tour Guide',
      meta: { version: 'W/"1"' },
    });
  });

  it('adds, replaces and removes single values and some of several', async () => {
    const id = await client.make('/Users', bjensen);
    const patched = async (...operations: object[]) =>
      (await client.send(`PATCH /Users/${id}`, patchOf(...operations))).body;
    const third = { value: 'b@third.example', type: 'other', primary: true };
    expect(
      (await patched({ op: 'add', path: 'emails', value: [third, { value: 'bjensen@example.com', type: 'work' }] }))[
        'emails'
      ],
    ).toEqual([
      { value: 'bjensen@example.com', type: 'work', primary: false },
      { value: 'babs@jensen.org', type: 'home' },
      third,
    ]);
    expect(
      (await patched({ op: 'replace', path: 'emails[type eq "home"]', value: { value: 'h@x.org' } }))['emails'],
    ).toMatchObject([{}, { value: 'h@x.org', type: 'home' }, {}]);
    expect((await patched({ op: 'remove', path: 'emails[type eq "home" or type eq "work"]' }))['emails']).toEqual([
      third,
    ]);
    expect(await patched({ op: 'remove', path: 'emails' })).not.toHaveProperty('emails');
    expect((await patched({ op: 'replace', value: { name: { givenName: 'Babs' } } }))['name']).toEqual({
      familyName: 'Jensen',
      givenName: 'Babs',
    });
    expect((await patched({ op: 'add', value: { [ENTERPRISE]: { division: 'Theme Park' } } }))[ENTERPRISE]).toEqual({
      ...{ department: 'Tours', employeeNumber: '701984', division: 'Theme Park' },
    });
  });

  it('keeps to the version that the client has seen', async () => {
    const id = await client.make('/Users', bjensen);
    const seen = await client.send(`GET /Users/${id}`);
    const change = (ifMatch: string) =>
      client.send(`PATCH /Users/${id}`, patchOf({ op: 'replace', path: 'title', value: ifMatch }), { ifMatch });
    expect((await client.send(`GET /Users/${id}`, undefined, { ifNoneMatch: seen.etag })).status).toBe(304);
    expect((await change(seen.etag ?? '')).status).toBe(200);
    expect((await change(seen.etag ?? '')).status).toBe(412);
    expect((await change('*')).status).toBe(200);
  });

  it('says what it can do', async () => {
    expect((await client.send('GET /ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
      etag: { supported: true },
    });
    expect((await client.send('GET /ResourceTypes')).body).toMatchObject({ totalResults: 2 });
    expect((await client.send('GET /ResourceTypes/User')).body).toMatchObject({ endpoint: '/Users' });
    expect((await client.send('GET /Schemas')).body).toMatchObject({ totalResults: 3 });
    const { body } = await client.send(`GET /Schemas/${ENTERPRISE}`);
    expect(body).toMatchObject({ id: ENTERPRISE, name: 'EnterpriseUser' });
    expect((await client.send('GET /Schemas?filter=id pr')).status).toBe(403);
    expect((await client.send('GET /Me')).status).toBe(501);
    expect((await client.send('POST /Bulk', {})).status).toBe(501);
    expect((await client.send('GET /Nothing')).status).toBe(404);
    expect((await client.send('DELETE /Users')).status).toBe(405);
  });

  it('searches by a document', async () => {
    await client.make('/Users', bjensen);
    const search = { filter: 'userName eq "bjensen"', attributes: ['userName'], startIndex: 1, count: 10 };
    expect((await client.send('POST /Users/.search', search)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ userName: 'bjensen' }],
    });
  });
});
