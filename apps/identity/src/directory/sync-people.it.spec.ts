import { type DirectoryEntry, ImportPeople, LinkGitEmails, ListDirectories, ListUnmatched } from '@arbiter/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, personOf, pushOf } from '../testing/identity-world.ts';
import { SyncPeople } from './sync-people.ts';

const entry = (userName: string, over: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  userName,
  emails: [`${userName}@example.org`],
  active: true,
  ...over,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => entry(`user${String(index)}`));

describe('a directory', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await IdentityWorld.start();
  });
  afterEach(() => world.forgetEverybody());
  afterAll(() => world.close());

  const visit = (entries: readonly DirectoryEntry[], confirm = false) =>
    world.app.get(SyncPeople).run('ldap', entries, { complete: true, dryRun: false, confirm });
  const authorOf = async (name: string, email: string) => {
    const [told] = await world.attributed(pushOf(name, commit(email, 'm', { authoredAt: '2999-01-01T00:00:00Z' })));
    return told?.attribution.author;
  };

  it('names people by their addresses, and says where they belong', async () => {
    await world.attributed(pushOf('d0', commit('jane@home.example.org')));
    const jane = entry('jane', {
      emails: ['jane@example.org', 'jane@home.example.org'],
      team: 'core',
      department: 'R&D',
    });
    expect(await visit([jane])).toEqual({
      ...{ created: 1, updated: 0, deactivated: 0, unchanged: 0, conflicts: [], stopped: false },
    });
    expect(await authorOf('d1', 'jane@home.example.org')).toEqual({
      ...{
        id: personOf('email', 'jane@example.org'),
        kind: 'human',
        standing: 'known',
        team: 'core',
        department: 'R&D',
      },
    });
    expect(await world.ask(ListUnmatched, { limit: 5 })).toMatchObject({ total: 0 });
    expect(await visit([jane])).toMatchObject({ unchanged: 1 });
    const married = entry('jane', { emails: ['jane.doe@example.org'], team: 'web' });
    expect(await visit([married])).toMatchObject({ updated: 1 });
    expect(await authorOf('d2', 'jane.doe@example.org')).toMatchObject({
      id: personOf('email', 'jane@example.org'),
      team: 'web',
    });
  });

  it('deactivates whoever has left, and deletes nobody', async () => {
    await visit([entry('jane', { team: 'core' }), entry('joe')]);
    expect(await visit([entry('joe')])).toMatchObject({ deactivated: 1, unchanged: 1 });
    const gone = await authorOf('d3', 'jane@example.org');
    expect(gone).toEqual({ id: personOf('email', 'jane@example.org'), kind: 'human', standing: 'known' });
    expect(await visit([entry('joe'), entry('jane', { team: 'web' })])).toMatchObject({ updated: 1 });
    expect(await world.database.query('select number, team from membership order by 1')).toEqual([
      { number: 1, team: 'core' },
      { number: 2, team: 'web' },
    ]);
  });

  it.each([
    ['nobody', 0],
    ['far fewer', 40],
  ])('that suddenly knows %s puts nobody out until somebody says so', async (_, left) => {
    await visit(many(60));
    expect(await visit(many(left))).toMatchObject({ stopped: true, deactivated: 60 - left });
    expect(await world.ask(ListDirectories, {})).toMatchObject({
      items: [
        { source: 'ldap', people: 60, active: 60, lastVisit: { outcome: 'stopped', found: left, leaving: 60 - left } },
      ],
    });
    expect(await visit(many(left), true)).toMatchObject({ stopped: false, deactivated: 60 - left });
    expect(await world.ask(ListDirectories, {})).toMatchObject({
      items: [{ active: left, lastVisit: { outcome: 'done' } }],
    });
  });

  it('gives an address of two people to the one who has it, and says so of the other', async () => {
    const shared = (userName: string) => entry(userName, { emails: ['team@example.org'] });
    expect(await visit([shared('jane'), shared('joe')])).toMatchObject({
      created: 2,
      conflicts: [{ index: 1, reason: "email is another person's" }],
    });
    expect(await authorOf('d4', 'team@example.org')).toMatchObject({ id: personOf('email', 'team@example.org') });
    expect(await world.database.query('select count(distinct person_id)::int from directory_user')).toEqual([
      { count: 2 },
    ]);
    await visit([entry('jane'), shared('joe')]);
    const [joe] = await world.database.query<{ id: string }>(
      `select person_id as id from directory_user where user_key = 'joe'`,
    );
    expect(await authorOf('d5', 'team@example.org')).toMatchObject({ id: joe?.id });
  });

  it('takes no account that the operator gave to somebody', async () => {
    await world.ask(LinkGitEmails, { links: [{ person: { email: 'eve@example.org' }, gitEmail: 'old@example.org' }] });
    const emails = ['jane@example.org', 'old@example.org'];
    expect(await visit([entry('jane', { emails })])).toMatchObject({ conflicts: [{ index: 0 }] });
    expect(await authorOf('d6', 'old@example.org')).toMatchObject({ id: personOf('email', 'eve@example.org') });
    expect(await authorOf('d7', 'jane@example.org')).toMatchObject({ id: personOf('email', 'jane@example.org') });
  });

  it('is a list, of which a rehearsal leaves nothing behind', async () => {
    const entries = [entry('jane'), entry('joe', { emails: ['jane@example.org'] }), entry('JANE')];
    const rehearsed = await world.ask(ImportPeople, { entries, dryRun: true });
    expect((await world.rows()).people).toEqual([]);
    expect(await world.ask(ImportPeople, { entries, dryRun: false })).toEqual(rehearsed);
    expect(rehearsed).toEqual({
      ...{ created: 2, updated: 0, deactivated: 0, unchanged: 0, stopped: false },
      conflicts: [
        { index: 2, reason: 'the same user name stands above' },
        { index: 1, reason: "email is another person's" },
      ],
    });
    expect(await world.ask(ImportPeople, { entries: [entry('joan')], dryRun: false })).toMatchObject({
      deactivated: 0,
    });
  });
});
