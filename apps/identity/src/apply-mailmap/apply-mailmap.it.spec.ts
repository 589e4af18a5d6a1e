import { ApplyMailmap, LinkGitEmails, PersonMatchedEvent } from '@arbiter/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityWorld, commit, personOf, pushOf, repository } from '../testing/identity-world.ts';
import { Mailmaps } from './mailmaps.ts';

const ada = personOf('email', 'ada@example.org');
const byName = (name: string, email: string) => commit(email, 'm', { author: { name, email } });

describe("a repository's mailmap", () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await IdentityWorld.start();
  });
  afterEach(async () => {
    await world.forgetEverybody();
    world.app.get(Mailmaps).forget();
  });
  afterAll(() => world.close());

  const apply = (...lines: string[]) =>
    world.ask(ApplyMailmap, {
      forge: 'github',
      repositoryId: repository.id,
      mailmap: Buffer.from(lines.join('\n'), 'latin1').toString('base64'),
    });
  const authors = async (...pushed: Parameters<typeof pushOf>) =>
    (await world.attributed(pushOf(...pushed))).map(({ attribution }) => attribution.author?.id);

  it('says who is meant in its own repository, by address, or by address and name', async () => {
    expect(
      await apply('Ada <ada@example.org> <old@example.org>', 'Eve <eve@example.org> Eve <pair@example.org>'),
    ).toEqual({ pairs: 1, matched: 0, left: {} });
    const pushed = [
      commit('OLD@example.org'),
      byName('Eve', 'pair@example.org'),
      byName('Somebody', 'pair@example.org'),
      commit('x@example.org', 'm\n\nCo-authored-by: A <old@example.org>', { author: { email: 'eve@example.org' } }),
    ];
    expect(await authors('b1', ...pushed)).toEqual([
      ada,
      personOf('email', 'eve@example.org'),
      personOf('email', 'pair@example.org'),
      personOf('email', 'eve@example.org'),
    ]);
    const elsewhere = { ...pushOf('b2', commit('old@example.org')) };
    const [told] = await world.attributed({
      ...elsewhere,
      push: { ...elsewhere.push, repository: { id: '7', name: 'other' } },
    });
    expect(told?.attribution.author?.id).toBe(personOf('email', 'old@example.org'));
  });

  it('makes one of those who were met before, but nobody of whom the directory says otherwise, and no crowd', async () => {
    const crowd = Array.from({ length: 12 }, (_, index) => `c${String(index)}@example.org`);
    await authors(
      'b3',
      ...['ada@example.org', 'old@example.org', 'bob@example.org', 'eve@example.org', ...crowd].map((email) =>
        commit(email),
      ),
    );
    const self = (email: string) => ({ person: { email }, gitEmail: email });
    await world.ask(LinkGitEmails, { links: [self('bob@example.org'), self('eve@example.org')] });
    const before = (await world.outside.published(PersonMatchedEvent)).length;
    expect(
      await apply(
        '<ada@example.org> <old@example.org>',
        '<bob@example.org> <eve@example.org>',
        ...crowd.slice(1).map((email) => `<${crowd[0] ?? ''}> <${email}>`),
      ),
    ).toEqual({ pairs: 13, matched: 10, left: { 'both-known': 1, crowd: 2 } });
    expect((await world.outside.awaitPublished(PersonMatchedEvent, before + 10))[before]).toMatchObject({
      personId: personOf('email', 'old@example.org'),
      intoId: ada,
      evidence: 'mailmap',
    });
  });

  it('is outranked by what the operator said of the address, and gone when it is empty', async () => {
    await apply('<ada@example.org> <old@example.org>');
    await world.ask(LinkGitEmails, { links: [{ person: { email: 'eve@example.org' }, gitEmail: 'old@example.org' }] });
    expect(await authors('b4', commit('old@example.org'))).toEqual([personOf('email', 'eve@example.org')]);
    expect(await apply()).toEqual({ pairs: 0, matched: 0, left: {} });
  });
});
