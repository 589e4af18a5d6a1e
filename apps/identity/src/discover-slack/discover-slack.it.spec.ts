import { FindContacts, LinkSlackAccounts } from '@arbiter/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, pushOf } from '../testing/identity-world.ts';
import { SlackPeople } from '../testing/slack-people.ts';
import { DiscoverSlack } from './discover-slack.ts';

const member = (id: string, email: string) => ({ id, profile: { email } });

describe('people in Slack', () => {
  let world: IdentityWorld;
  let slack: SlackPeople;
  beforeAll(async () => {
    slack = await SlackPeople.start();
    world = await IdentityWorld.start({ SLACK_BOT_TOKEN: 'xoxb-of-the-tests', ARBITER_SLACK_API_URL: slack.url });
  });
  afterEach(() => world.forgetEverybody());
  afterAll(async () => {
    await world.close();
    await slack.close();
  });

  const contactOf = async (email: string) => (await world.ask(FindContacts, { people: [{ email }] })).contacts[0];

  it('are looked up when there is something to say to them, and whoever is not there is not asked for again', async () => {
    await world.attributed(pushOf('s1', commit('ada@example.org'), commit('bob@example.org')));
    slack.members = [member('U1', 'ada@example.org')];
    expect(await contactOf('ada@example.org')).toMatchObject({ slackId: 'U1' });
    const asked = slack.asked.length;
    expect(await contactOf('ada@example.org')).toMatchObject({ slackId: 'U1' });
    expect(slack.asked).toHaveLength(asked);
    expect(await contactOf('bob@example.org')).not.toHaveProperty('slackId');
    expect(await contactOf('bob@example.org')).not.toHaveProperty('slackId');
    expect(slack.asked).toHaveLength(asked + 1);
  });

  it('are found all together, but for automata, leavers, strangers, and whom the operator names', async () => {
    await world.attributed(pushOf('s2', ...['a', 'b', 'c', 'd'].map((name) => commit(`${name}@crowd.example`))));
    await world.ask(LinkSlackAccounts, { links: [{ person: { email: 'd@crowd.example' }, slackId: 'U3' }] });
    slack.members = [
      ...Array.from({ length: 250 }, (_, index) => member(`X${String(index)}`, `x${String(index)}@elsewhere.example`)),
      member('U2', 'a@crowd.example'),
      { ...member('B1', 'b@crowd.example'), is_bot: true },
      { ...member('G1', 'b@crowd.example'), deleted: true },
      member('U3', 'c@crowd.example'),
    ];
    await world.app.get(DiscoverSlack).runAll();
    expect(await world.database.query(`select value, source from account where kind = 'slack' order by value`)).toEqual(
      [
        { value: 'U2', source: 'slack' },
        { value: 'U3', source: 'operator' },
      ],
    );
  });

  it('wait for as long as Slack says', async () => {
    await world.attributed(pushOf('s3', commit('late@example.org')));
    slack.members = [member('U9', 'late@example.org')];
    slack.retryAfter = 3600;
    expect(await contactOf('late@example.org')).not.toHaveProperty('slackId');
    const asked = slack.asked.length;
    slack.retryAfter = undefined;
    expect(await contactOf('late@example.org')).not.toHaveProperty('slackId');
    expect(slack.asked).toHaveLength(asked);
  });
});
