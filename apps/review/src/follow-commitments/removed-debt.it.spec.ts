import { CommitmentKeptEvent, CommitmentMadeEvent, CommitsAttributedEvent } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GithubReviewWorld } from '../testing/github-world.ts';
import { ADA, BOB, place, shaOf } from '../testing/promises.ts';

describe('a TODO that a reviewed change takes out', () => {
  let world: GithubReviewWorld;

  beforeAll(async () => {
    world = await GithubReviewWorld.start({}, { 'mail.ts': 'send();\n// TODO: handle mail server timeouts\n' });
  });
  afterAll(() => world.close());

  it('keeps the promise that says the same, once the change is merged, and is shown with its line', async () => {
    await world.outside.events.publish(CommitsAttributedEvent, {
      push: { deliveryId: stableId('promise'), ...place, ref: 'refs/heads/main', part: 0 },
      commits: [
        {
          sha: shaOf('a1a1a1a'),
          message: { text: "Send mails\n\nI'll handle timeouts of the mail server." },
          authoredAt: '2026-11-16T10:00:00+01:00',
          attribution: { author: ADA, coAuthors: [] },
        },
      ],
    });
    await world.outside.awaitPublished(CommitmentMadeEvent, 1);
    const number = await world.change('patient', { 'mail.ts': 'send({ tries: 3 });\n' });
    await world.review(number);
    const attribution = { author: BOB, coAuthors: [] };
    await world.service.tell({ ...place, number, action: 'merged', state: 'merged', attribution });
    const [kept] = await world.outside.awaitPublished(CommitmentKeptEvent, 1);
    expect(kept?.evidence).toMatchObject([
      { kind: 'debt-removed', source: { kind: 'change', number }, path: 'mail.ts', line: 2 },
    ]);
  });
});
