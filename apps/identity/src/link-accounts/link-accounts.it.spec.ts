import { CountPeople, LinkGitEmails, LinkSlackAccounts, ListUnmatched } from '@arbiter/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, personOf, pushOf } from '../testing/identity-world.ts';

const ada = personOf('email', 'ada@example.org');

describe('linking accounts', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.start();
  });
  afterEach(() => world.forgetEverybody());
  afterAll(() => world.close());

  it('takes the operator’s word, once, and makes the provisional person another name of theirs', async () => {
    await world.attributed(pushOf('five', commit('ada@example.org'), commit('ada@home.example.org')));
    const link = { person: { email: 'ada@example.org', userId: 'u1' }, gitEmail: 'Ada@home.example.org', team: 'core' };
    expect(await world.ask(LinkGitEmails, { links: [link] })).toEqual({ results: [{ personId: ada, created: true }] });
    expect(await world.ask(LinkGitEmails, { links: [link, link] })).toEqual({
      results: [
        { personId: ada, created: false },
        { personId: ada, created: false },
      ],
    });
    expect(await world.ask(LinkSlackAccounts, { links: [{ person: { userId: 'u1' }, slackId: 'U1' }] })).toEqual({
      results: [{ personId: ada, created: true }],
    });
    const { people } = await world.rows();
    expect(people).toContainEqual({
      id: personOf('email', 'ada@home.example.org'),
      kind: 'human',
      standing: 'provisional',
      alias_of: ada,
    });
    expect(await world.ask(ListUnmatched, { limit: 10 })).toEqual({ items: [], total: 0 });
    expect(await world.ask(CountPeople, {})).toEqual({ people: 1, bots: 0, unmatched: 0 });
    const [told] = await world.attributed(pushOf('six', commit('ada@home.example.org')));
    expect(told?.attribution.author).toEqual({ id: ada, kind: 'human', standing: 'known', team: 'core' });
    expect(await world.database.query('select count(*)::int from link')).toEqual([{ count: 4 }]);
  });

  it('moves an account that the operator gives to somebody else, and keeps both words', async () => {
    const give = (email: string) =>
      world.ask(LinkGitEmails, { links: [{ person: { email }, gitEmail: 'shared@example.org' }] });
    await world.attributed(pushOf('seven', commit('shared@example.org')));
    await give('ada@example.org');
    await give('eve@example.org');
    expect(
      await world.database.query(
        `select number, person_id, previous_person_id from link where value like 'shared%' order by 1`,
      ),
    ).toEqual([
      { number: 1, person_id: ada, previous_person_id: null },
      { number: 2, person_id: personOf('email', 'eve@example.org'), previous_person_id: ada },
    ]);
    const [shared] = (await world.rows()).people.filter((person) => 'alias_of' in person && person.alias_of !== null);
    expect(shared).toMatchObject({ alias_of: personOf('email', 'eve@example.org') });
  });

  it('leaves history in the team that somebody was in when they move', async () => {
    const place = (team: string) =>
      world.ask(LinkGitEmails, {
        links: [{ person: { userId: 'u1' }, gitEmail: 'ada@example.org', team, department: 'R&D' }],
      });
    await place('core');
    await place('core');
    await place('web');
    expect(
      await world.database.query('select number, team, valid_from is null as always from membership order by 1'),
    ).toEqual([
      { number: 1, team: 'core', always: true },
      { number: 2, team: 'web', always: false },
    ]);
    const told = await world.attributed(
      pushOf(
        'eight',
        commit('ada@example.org'),
        commit('ada@example.org', 'm', { authoredAt: '2999-01-01T00:00:00Z' }),
      ),
    );
    expect(told.map(({ attribution }) => attribution.author?.team)).toEqual(['core', 'web']);
  });

  it('links a thousand at once', async () => {
    const links = Array.from({ length: 1000 }, (_, index) => ({
      person: { userId: `u${String(index)}` },
      gitEmail: `u${String(index)}@example.org`,
      team: 'core',
    }));
    const { results } = await world.ask(LinkGitEmails, { links });
    expect(results.filter(({ created }) => created)).toHaveLength(1000);
  });

  it('refuses what is no address, and says which', async () => {
    const links = [{ person: { userId: 'u1' }, gitEmail: 'ada at example' }];
    await expect(world.ask(LinkGitEmails, { links })).rejects.toMatchObject({ code: 'not-an-address', status: 422 });
  });
});
