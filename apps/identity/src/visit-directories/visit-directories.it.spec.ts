import { ListDirectories, VisitDirectory } from '@arbiter/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GoogleServer } from '../testing/google-server.ts';
import { IdentityWorld, commit, personOf, pushOf } from '../testing/identity-world.ts';
import { LdapServer } from '../testing/ldap-server.ts';
import { VisitDirectories } from './visit-directories.ts';

const PASSWORD = 'a password';

describe('directories that are visited', () => {
  let world: IdentityWorld;
  let ldap: LdapServer;
  let google: GoogleServer;
  beforeAll(async () => {
    [ldap, google] = await Promise.all([LdapServer.start(PASSWORD), GoogleServer.start()]);
    world = await IdentityWorld.start({
      ARBITER_LDAP_URL: ldap.url,
      ARBITER_LDAP_BIND_DN: 'cn=arbiter,dc=example,dc=org',
      ARBITER_LDAP_BIND_PASSWORD: PASSWORD,
      ARBITER_LDAP_BASE_DN: 'dc=example,dc=org',
      ARBITER_LDAP_TEAM_ATTRIBUTE: 'physicalDeliveryOfficeName',
      ARBITER_GOOGLE_KEY_FILE: google.keyFile,
      ARBITER_GOOGLE_SUBJECT: 'admin@example.org',
      ARBITER_GOOGLE_BASE_URL: google.url,
    });
  });
  afterEach(() => world.forgetEverybody());
  afterAll(async () => {
    await world.close();
    await Promise.all([ldap.close(), google.close()]);
  });

  const visit = (source: 'ldap' | 'google', confirm = false) =>
    world.app.get(VisitDirectories).run({ source, dryRun: false, confirm });
  const authorOf = async (name: string, email: string) => {
    const [told] = await world.attributed(pushOf(name, commit(email)));
    return told?.attribution.author;
  };

  it('are read whole, page by page, with what Active Directory calls things', async () => {
    const crowd = Array.from({ length: 1100 }, (_, index) => ({
      sAMAccountName: `user${String(index)}`,
      mail: `user${String(index)}@example.org`,
      userAccountControl: '512',
    }));
    const jane = {
      sAMAccountName: 'jane',
      mail: 'Jane@example.org',
      proxyAddresses: ['SMTP:jane@example.org', 'smtp:jd@example.org', 'x500:/o=1'],
      department: 'R&D',
      physicalDeliveryOfficeName: 'core',
      userAccountControl: '512',
    };
    ldap.entries = [jane, ...crowd];
    expect(await visit('ldap')).toMatchObject({ created: 1101, conflicts: [], stopped: false });
    expect(await authorOf('v1', 'jd@example.org')).toEqual({
      ...{
        id: personOf('email', 'jane@example.org'),
        kind: 'human',
        standing: 'known',
        team: 'core',
        department: 'R&D',
      },
    });
    ldap.entries = [{ ...jane, userAccountControl: '514' }, ...crowd];
    expect(await visit('ldap')).toMatchObject({ deactivated: 1, unchanged: 1100 });
  });

  it('put nobody out by an empty answer, and change nothing while they cannot be read', async () => {
    ldap.entries = Array.from({ length: 20 }, (_, index) => ({
      uid: `u${String(index)}`,
      mail: `u${String(index)}@x.org`,
    }));
    await visit('ldap');
    ldap.entries = [];
    expect(await visit('ldap')).toMatchObject({ stopped: true, deactivated: 20 });
    google.refusals = [{ status: 403, body: '{"error":{"errors":[{"reason":"forbidden"}]}}' }];
    await expect(world.ask(VisitDirectory, { source: 'google', dryRun: false, confirm: false })).rejects.toMatchObject({
      code: 'directory-unreachable',
      status: 502,
    });
    google.refusals = [{ status: 200, body: '<html>Please sign in to the hotel</html>' }];
    await expect(world.ask(VisitDirectory, { source: 'google', dryRun: false, confirm: false })).rejects.toMatchObject({
      code: 'directory-unreachable',
    });
    expect(await world.ask(ListDirectories, {})).toMatchObject({
      items: [{ source: 'ldap', active: 20, lastVisit: { outcome: 'stopped' } }],
    });
  });

  it('are asked again when they want to be asked later', async () => {
    google.refusals = [
      { status: 429, body: '' },
      { status: 403, body: '{"error":{"errors":[{"reason":"rateLimitExceeded"}]}}' },
    ];
    google.users = [
      {
        primaryEmail: 'jane@example.org',
        name: { fullName: 'Jane Doe' },
        emails: [{ address: 'jane@example.org', primary: true }, { address: 'jane@home.example.org' }],
        organizations: [{ department: 'R&D', primary: true }],
        orgUnitPath: '/Engineering/core',
      },
      { primaryEmail: 'joe@example.org', suspended: true, orgUnitPath: '/' },
    ];
    expect(await visit('google')).toMatchObject({ created: 2 });
    expect(await authorOf('v2', 'jane@home.example.org')).toMatchObject({ team: 'core', department: 'R&D' });
    expect(await world.ask(ListDirectories, {})).toMatchObject({ items: [{ source: 'google', people: 2, active: 1 }] });
  });

  it('are visited when it is time, once for all replicas', async () => {
    ldap.entries = [{ uid: 'jane', mail: 'jane@example.org' }];
    const before = ldap.searches;
    await world.app.get(VisitDirectories).runDue();
    await world.app.get(VisitDirectories).runDue();
    expect(ldap.searches).toBe(before + 1);
  });
});
