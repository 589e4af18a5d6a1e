import {
  AuditRecordedEvent,
  CommitsAttributedEvent,
  CountPeople,
  ExportPerson,
  LinkGitEmails,
  ListUnmatched,
  MergePeople,
  PartPerson,
  PersonMatchedEvent,
  PersonPartedEvent,
  RejectCandidate,
} from '@arbiter/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, personOf, pushOf } from '../testing/identity-world.ts';

const ada = personOf('email', 'ada@example.org');
const home = personOf('email', 'ada@home.example.org');
const eve = personOf('email', 'eve@example.org');
const by = (email: string, name: string) => commit(email, 'm', { author: { name, email } });

describe('people who turn out to be one', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await IdentityWorld.start();
  });
  afterEach(() => world.forgetEverybody());
  afterAll(() => world.close());

  const authorOf = async (name: string, email: string) => {
    const [told] = await world.attributed(pushOf(name, commit(email)));
    return told?.attribution.author?.id;
  };

  it('are told of, counted as one, and parted again with everything that was theirs', async () => {
    await world.attributed(pushOf('m1', commit('ada@example.org'), commit('ada@home.example.org')));
    expect(await world.ask(MergePeople, { personId: home, intoId: ada, confirm: false })).toEqual({ changed: true });
    expect(await world.ask(MergePeople, { personId: home, intoId: ada, confirm: false })).toEqual({ changed: false });
    expect(await world.ask(MergePeople, { personId: ada, intoId: home, confirm: false })).toEqual({ changed: false });
    expect(await world.ask(CountPeople, {})).toMatchObject({ people: 1 });
    expect(await authorOf('m2', 'ada@home.example.org')).toBe(ada);

    expect(await world.ask(PartPerson, { personId: home })).toEqual({ fromId: ada });
    expect(await world.ask(CountPeople, {})).toMatchObject({ people: 2 });
    expect(await authorOf('m3', 'ada@home.example.org')).toBe(home);
    const [matched] = await world.outside.awaitPublished(PersonMatchedEvent, 1);
    const [parted] = await world.outside.awaitPublished(PersonPartedEvent, 1);
    expect(matched).toMatchObject({ personId: home, intoId: ada, evidence: 'directory' });
    expect(parted?.matchId).toBe(matched?.matchId);
    await expect(world.ask(PartPerson, { personId: home })).rejects.toMatchObject({ code: 'not-merged' });
  });

  it('are accounted for: by whose word, why, and how sure it is', async () => {
    await world.attributed(pushOf('m8', commit('ada@example.org'), commit('ada@home.example.org')));
    const before = (await world.outside.published(AuditRecordedEvent)).length;
    await world.ask(MergePeople, { personId: home, intoId: ada, confirm: false, by: '0123456789ab' });
    await world.ask(MergePeople, { personId: home, intoId: ada, confirm: false, by: '0123456789ab' });
    await world.ask(PartPerson, { personId: home, by: 'ba9876543210' });
    const entries = (await world.outside.awaitPublished(AuditRecordedEvent, before + 2)).slice(before);
    const about = { personId: home, object: { kind: 'person', id: ada }, reason: 'the operator says so' };
    expect(entries).toMatchObject([
      { ...about, action: 'person.merged', actor: { kind: 'operator', id: '0123456789ab' } },
      { ...about, action: 'person.unmerged', actor: { kind: 'operator', id: 'ba9876543210' } },
    ]);
    expect(entries[0]?.details).toMatchObject({ evidence: 'directory', rank: 1 });
    expect(JSON.stringify(entries)).not.toContain('example.org');
    const { records, next } = await world.ask(ExportPerson.identity, { personIds: [home], traces: [], writings: [] });
    expect([next, records.map(({ kind }) => kind)]).toEqual([null, ['account', 'attribution', 'match', 'person']]);
  });

  it('are told of when somebody says whose an account is, and what was told before stays as it was', async () => {
    await world.attributed(pushOf('m4', commit('eve@example.org')));
    const told = (await world.outside.published(PersonMatchedEvent)).length;
    const attributed = (await world.outside.published(CommitsAttributedEvent)).length;
    const link = { person: { email: 'ada@example.org' }, gitEmail: 'eve@example.org' };
    await world.ask(LinkGitEmails, { links: [link] });
    expect((await world.outside.awaitPublished(PersonMatchedEvent, told + 1)).at(-1)).toMatchObject({
      personId: eve,
      intoId: ada,
    });
    await world.ask(PartPerson, { personId: eve });
    expect(await authorOf('m5', 'eve@example.org')).toBe(eve);
    expect((await world.outside.published(CommitsAttributedEvent)).length).toBe(attributed + 1);
  });

  it('are no crowd, unless somebody means it', async () => {
    const emails = Array.from({ length: 11 }, (_, index) => `many${String(index)}@example.org`);
    await world.attributed(pushOf('m6', ...emails.map((email) => commit(email))));
    const into = personOf('email', emails[0] ?? '');
    const merge = (email: string, confirm = false) =>
      world.ask(MergePeople, { personId: personOf('email', email), intoId: into, confirm });
    for (const email of emails.slice(1, 10)) expect(await merge(email)).toEqual({ changed: true });
    await expect(merge(emails[10] ?? '')).rejects.toMatchObject({ code: 'crowd-merge', status: 409 });
    expect(await merge(emails[10] ?? '', true)).toEqual({ changed: true });
  });

  it('are suggested by name and handle, best first, until they are turned down', async () => {
    await world.attributed(
      pushOf(
        'm7',
        by('ada.lovelace@example.org', 'Ada Lovelace'),
        by('adalovelace@home.example.org', 'LOVELACE, Ad\u00e1'),
        by('al@work.example.org', 'Ada Lovelace'),
        by('other@example.org', 'Ada'),
      ),
    );
    const work = personOf('email', 'al@work.example.org');
    const candidatesOf = async (id: string) => {
      const { items } = await world.ask(ListUnmatched, { limit: 10 });
      return items.find(({ personId }) => personId === id)?.candidates;
    };
    const first = personOf('email', 'ada.lovelace@example.org');
    const second = personOf('email', 'adalovelace@home.example.org');
    expect(await candidatesOf(first)).toEqual([
      { personId: second, account: 'a•••@home.example.org', score: 0.58, reasons: ['same-handle', 'same-name'] },
      { personId: work, account: 'a•••@work.example.org', score: 0.4, reasons: ['same-name'] },
    ]);
    expect(await candidatesOf(personOf('email', 'other@example.org'))).toEqual([]);
    await world.ask(RejectCandidate, { personId: second, candidateId: first });
    expect((await candidatesOf(first))?.map(({ personId }) => personId)).toEqual([work]);
    await expect(
      world.ask(RejectCandidate, { personId: second, candidateId: work.replace(/^./, '0') }),
    ).rejects.toThrow();
  });
});
