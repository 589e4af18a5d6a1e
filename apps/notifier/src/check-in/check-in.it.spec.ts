import { ConsiderCheckIn, SetPreferences } from '@arbiter/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotifierWorld, danger, person } from '../testing/notifier-world.ts';

const WORDS = 'I am exhausted and cannot cope any more, I cannot sleep';

describe('a check-in', () => {
  let world: NotifierWorld;

  beforeAll(async () => {
    world = await NotifierWorld.start();
    world.directory.people.push({ personId: person.id });
    await world.ask(SetPreferences, { person: { personId: person.id }, preferences: { language: 'de' } });
  });
  afterAll(() => world.close());

  const say = (text: string) => world.ask(ConsiderCheckIn, { personId: person.id, text });

  it('that gives a good reason gives time: what is said next is kind', async () => {
    await world.endanger(danger('known'));
    await world.proposal('known');
    expect(await say('I was blocked by an outage')).toMatchObject({ excuse: 'legitimate', message: null });
    await world.endanger(danger('known', { revision: 2, risk: { level: 'critical', score: 0.9 } }));
    const critical = await world.proposalOf('known', (item) => item.message?.why.includes('risk is critical') === true);
    expect(critical.message).toMatchObject({ tone: 'supportive' });
    expect(critical.message?.why).toContain('there is a good reason for it');
  });

  it('that sounds like distress is answered to the person alone, in their language', async () => {
    const { excuse, message } = await say(WORDS);
    expect(excuse).toBe('burnout_signal');
    expect(message).toContain('Niemand sonst erfährt davon');
  });

  it('leaves nothing of distress but a time until which all words are kind', async () => {
    const tables = await world.database.query<{ readonly name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'notifier'`,
    );
    const rows = [];
    for (const { name } of tables)
      rows.push(...(await world.database.query(`select '${name}' as name, t.* from ${name} t`)));
    const all = JSON.stringify(rows);
    for (const word of ['exhausted', 'cope', 'burnout', 'distress', 'Niemand sonst']) expect(all).not.toContain(word);
    const [recipient] = await world.database.query<{ readonly gentle_until: Date }>(
      'select gentle_until from recipient',
    );
    expect(recipient?.gentle_until.getTime()).toBeGreaterThan(Date.now() + 13 * 24 * 3_600_000);
  });

  it('makes whatever is proposed meanwhile kind, however late the promise is', async () => {
    await world.endanger(danger('gentle', { risk: { level: 'critical', score: 1 } }));
    const { message } = await world.proposal('gentle');
    expect(message).toMatchObject({ tone: 'supportive' });
    expect(message?.why).toContain('only kind words for now');
  });
});
