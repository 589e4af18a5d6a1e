import { CommitmentKeptEvent, CommitmentMadeEvent, CommitsAttributedEvent } from '@arbiter/contracts';
import { eventOfPush } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GithubReviewWorld } from '../testing/github-world.ts';
import { ADA, BOB, place, shaOf } from '../testing/promises.ts';

const PROMISED = {
  push: { deliveryId: stableId('promise'), ...place, ref: 'refs/heads/main', part: 0 },
  commits: [
    {
      sha: shaOf('a1a1a1a'),
      message: { text: "Send mails\n\nI'll handle timeouts of the mail server." },
      authoredAt: '2026-11-16T10:00:00+01:00',
      attribution: { author: ADA, coAuthors: [] },
    },
  ],
};
const MAIL = { 'mail.ts': 'send();\n// TODO: handle mail server timeouts\n' };
const PATIENT = { 'mail.ts': 'send({ tries: 3 });\n' };

describe('a TODO that a reviewed change takes out', () => {
  let world: GithubReviewWorld;

  beforeAll(async () => {
    world = await GithubReviewWorld.start({}, MAIL);
  });
  afterAll(() => world.close());

  it('keeps the promise that says the same, once the change is merged, and is shown with its line', async () => {
    await world.outside.events.publish(CommitsAttributedEvent, eventOfPush(PROMISED));
    await world.outside.awaitPublished(CommitmentMadeEvent, 1);
    const number = await world.change('patient', PATIENT);
    await world.review(number);
    const attribution = { author: BOB, coAuthors: [] };
    await world.service.tell({ ...place, number, action: 'merged', state: 'merged', attribution });
    const [kept] = await world.outside.awaitPublished(CommitmentKeptEvent, 1);
    expect(kept?.evidence).toMatchObject([
      { kind: 'debt-removed', source: { kind: 'change', number }, path: 'mail.ts', line: 2 },
    ]);
  });
});

describe('a TODO that a reviewed push takes out', () => {
  let world: GithubReviewWorld;

  beforeAll(async () => {
    world = await GithubReviewWorld.start({}, { '.arbiter.yml': 'pushes: journal\n', ...MAIL });
  });
  afterAll(() => world.close());

  it('keeps the promise that says the same, although the commit was read before it was reviewed', async () => {
    await world.outside.events.publish(CommitsAttributedEvent, eventOfPush(PROMISED));
    await world.outside.awaitPublished(CommitmentMadeEvent, 1);
    const before = (await world.files.git('rev-parse', 'main')).trim();
    const after = await world.files.commit('main', PATIENT);
    const at = '2026-11-17T10:00:00.000Z';
    const push = {
      deliveryId: stableId('kept'),
      ...place,
      ref: 'refs/heads/main',
      part: 0,
      move: { before, after, at },
    };
    const attribution = { author: BOB, coAuthors: [] };
    const commit = { sha: after, message: { text: 'Try again' }, authoredAt: at, attribution };
    await world.outside.events.publish(CommitsAttributedEvent, eventOfPush({ push, commits: [commit] }));
    const [kept] = await world.outside.awaitPublished(CommitmentKeptEvent, 1);
    expect(kept?.evidence).toMatchObject([
      { kind: 'debt-removed', source: { kind: 'commit', sha: after }, path: 'mail.ts', line: 2 },
    ]);
  });
});
