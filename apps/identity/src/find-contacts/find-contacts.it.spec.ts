import { FindContacts, LinkGitEmails, LinkSlackAccounts } from '@arbiter/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, personOf, pushOf } from '../testing/identity-world.ts';

const ada = personOf('email', 'ada@example.org');
const home = personOf('email', 'ada@home.example.org');

describe('finding contacts', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.start();
    await world.attributed(pushOf('one', commit('ada@example.org'), commit('ada@home.example.org')));
    const person = { email: 'ada@example.org', userId: 'u1' };
    await world.ask(LinkGitEmails, { links: [{ person, gitEmail: 'ada@home.example.org', team: 'core' }] });
    await world.ask(LinkSlackAccounts, { links: [{ person, slackId: 'U1', department: 'platform' }] });
  });
  afterAll(() => world.close());

  it('knows a person by every way to name them, also by who they were taken for', async () => {
    const { contacts } = await world.ask(FindContacts, {
      people: [
        { personId: ada },
        { personId: home },
        { slackId: 'U1' },
        { email: 'Ada@Example.org' },
        { email: 'ada@home.example.org' },
        { userId: 'u1' },
      ],
    });
    expect(new Set(contacts.map((contact) => contact?.personId))).toEqual(new Set([ada]));
    expect(contacts[0]).toMatchObject({ personId: ada, slackId: 'U1', department: 'platform' });
    expect(contacts[0]?.email).toMatch(/^ada@/);
  });

  it('says so of whom nobody knows, in their place', async () => {
    const { contacts } = await world.ask(FindContacts, {
      people: [
        { slackId: 'U404' },
        { personId: ada },
        { email: 'no address' },
        { userId: 'u404' },
        { personId: personOf('email', 'x') },
      ],
    });
    expect(contacts.map((contact) => contact?.personId ?? null)).toEqual([null, ada, null, null, null]);
  });
});
