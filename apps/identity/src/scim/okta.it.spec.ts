import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, pushOf } from '../testing/identity-world.ts';
import { patchOf, ScimClient } from '../testing/scim-client.ts';

/** A user as Okta's provisioning sends it. */
const user = (over: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'test.user@okta.local',
  name: { givenName: 'Test', familyName: 'User' },
  emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
  displayName: 'Test User',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
  ...over,
});

/** In the order in which Okta sends them, and as its own tests of SCIM servers do. */
describe('requests as Okta sends them', () => {
  let world: IdentityWorld;
  let client: ScimClient;
  beforeAll(async () => {
    world = await IdentityWorld.start();
    client = new ScimClient(world);
  });
  afterEach(() => world.forgetEverybody());
  afterAll(() => world.close());

  const authorOf = async (name: string, email: string) => {
    const [told] = await world.attributed(pushOf(name, commit(email, 'm', { authoredAt: '2999-01-01T00:00:00Z' })));
    return told?.attribution.author;
  };

  it('look for a user who is not there, then create, get, and list them', async () => {
    expect(await client.send('GET /Users?filter=userName eq "test.user@okta.local"&startIndex=1&count=100')).toEqual({
      status: 200,
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        ...{ totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
      },
    });
    const created = await client.send('POST /Users', user());
    expect(created).toMatchObject({
      status: 201,
      location: `https://arbiter.example.org/scim/v2/Users/${created.body['id'] as string}`,
      etag: 'W/"1"',
      body: { userName: 'test.user@okta.local', active: true, externalId: '00ujl29u0le5T6Aj10h7' },
    });
    expect(JSON.stringify(created.body)).not.toContain('1mz050nq');
    const { body } = await client.send(`GET /Users/${created.body['id'] as string}`);
    expect(body).toEqual(created.body);
    expect((await client.send('GET /Users?filter=userName eq "TEST.user@okta.local"')).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id: body['id'] }],
    });
    expect(await client.send('POST /Users', user())).toMatchObject({
      status: 409,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '409', scimType: 'uniqueness' },
    });
  });

  it('page through users, counted from one', async () => {
    for (const name of ['a', 'b', 'c']) await client.make('/Users', user({ userName: name, emails: [] }));
    const page = async (query: string) => (await client.send(`GET /Users?${query}`)).body;
    expect(await page('startIndex=1&count=2')).toMatchObject({ totalResults: 3, itemsPerPage: 2, startIndex: 1 });
    expect(await page('startIndex=3&count=2')).toMatchObject({ itemsPerPage: 1, Resources: [{ userName: 'c' }] });
    expect(await page('startIndex=0&count=0')).toMatchObject({ totalResults: 3, itemsPerPage: 0, startIndex: 1 });
    expect(await page('startIndex=9')).toMatchObject({ totalResults: 3, Resources: [] });
    expect((await client.send('GET /Users?count=x')).status).toBe(400);
  });

  it('answer 404 where there is nobody', async () => {
    for (const id of ['010101001010101011001010101011', '9bd7e2a5-3ee2-4a4f-8b55-5e3e0d2a7c11']) {
      expect(await client.send(`GET /Users/${id}`)).toMatchObject({ status: 404, body: { status: '404' } });
      expect((await client.send(`PUT /Users/${id}`, user())).status).toBe(404);
    }
  });

  it('put a whole user in place, and what is not said is gone', async () => {
    const id = await client.make('/Users', user({ title: 'Engineer' }));
    const put = await client.send(`PUT /Users/${id}`, user({ id, name: { givenName: 'Another', familyName: 'User' } }));
    expect(put).toMatchObject({ status: 200, etag: 'W/"2"', body: { id, name: { givenName: 'Another' } } });
    expect(put.body).not.toHaveProperty('title');
    expect((await client.send(`PUT /Users/${id}`, { schemas: [] })).body).toMatchObject({ scimType: 'invalidValue' });
  });

  it('deactivate and reactivate, and the person stays', async () => {
    const id = await client.make('/Users', user());
    const group = await client.make('/Groups', { displayName: 'core', members: [{ value: id }] });
    const before = await authorOf('o1', 'test.user@okta.local');
    expect(before).toMatchObject({ standing: 'known', team: 'core' });
    const off = await client.send(`PATCH /Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
    expect(off).toMatchObject({ status: 200, body: { active: false } });
    const gone = await authorOf('o2', 'test.user@okta.local');
    expect(gone).toEqual({ id: before?.id, kind: 'human', standing: 'known' });
    expect((await client.send('GET /Users?filter=active eq false')).body).toMatchObject({ totalResults: 1 });
    await client.send(`PATCH /Users/${id}`, patchOf({ op: 'replace', value: { active: true } }));
    expect(await authorOf('o3', 'test.user@okta.local')).toMatchObject({ team: 'core' });
    expect((await client.send(`GET /Users/${id}`)).body).toMatchObject({ groups: [{ value: group, display: 'core' }] });
  });

  it('push groups: rename with the id in the value, replace and change members', async () => {
    const ids = [await client.make('/Users', user()), await client.make('/Users', user({ userName: 'b', emails: [] }))];
    const [one = '', other = ''] = ids;
    const created = await client.send('POST /Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Test SCIMv2',
      members: [{ value: one, display: 'test.user@okta.local' }],
    });
    expect(created).toMatchObject({ status: 201, body: { displayName: 'Test SCIMv2', members: [{ value: one }] } });
    const id = created.body['id'] as string;
    const renamed = { op: 'replace', value: { id, displayName: 'Test SCIMv2 renamed' } };
    expect((await client.send(`PATCH /Groups/${id}`, patchOf(renamed))).status).toBe(204);
    const members = async () => ((await client.send(`GET /Groups/${id}`)).body['members'] ?? []) as { value: string }[];
    await client.send(
      `PATCH /Groups/${id}`,
      patchOf(
        { op: 'remove', path: `members[value eq "${one}"]` },
        { op: 'add', path: 'members', value: [{ value: other, display: 'b' }] },
      ),
    );
    expect((await members()).map(({ value }) => value)).toEqual([other]);
    await client.send(`PATCH /Groups/${id}`, patchOf({ op: 'replace', path: 'members', value: [{ value: one }] }));
    expect((await members()).map(({ value }) => value)).toEqual([one]);
    expect((await client.send(`GET /Groups?filter=displayName eq "test scimv2 RENAMED"`)).body).toMatchObject({
      totalResults: 1,
    });
    expect((await client.send(`DELETE /Groups/${id}`)).status).toBe(204);
    expect((await client.send(`GET /Groups/${id}`)).status).toBe(404);
    expect(await authorOf('o4', 'test.user@okta.local')).not.toHaveProperty('team');
  });

  it('delete a user, whose work stays theirs', async () => {
    const id = await client.make('/Users', user());
    const before = await authorOf('o5', 'test.user@okta.local');
    expect((await client.send(`DELETE /Users/${id}`)).status).toBe(204);
    expect((await client.send(`DELETE /Users/${id}`)).status).toBe(404);
    expect(await authorOf('o6', 'test.user@okta.local')).toEqual(before);
    await client.make('/Users', user());
    expect(await authorOf('o7', 'test.user@okta.local')).toEqual(before);
  });
});
