import {
  type ChangeAttributed,
  ChangeAttributedEvent,
  CommentAttributedEvent,
  CommitmentAtRiskEvent,
  CommitmentBrokenEvent,
  CommitmentKeptEvent,
  CommitmentMadeEvent,
  CommitmentWithdrawnEvent,
  CommitsAnalyzedEvent,
  CommitsAttributedEvent,
  type CommitsAttributed,
  InterventionDecidedEvent,
  PersonMatchedEvent,
  PersonPartedEvent,
  type PersonRef,
  commitJourney,
} from '@arbiter/contracts';
import { eventOfPush, Outside, until } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Participation } from '../participate/participation.ts';
import { schema } from '../persistence/schema.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { ADA, BOB, place, repository, shaOf } from '../testing/promises.ts';
import { AnnounceSteps } from './announce-steps.ts';
import { Clock } from './clock.ts';
import { WatchDeadlines } from './watch-deadlines.ts';

/** A push of one commit; every name is another delivery. */
const push = (
  name: string,
  digits: string,
  text: string,
  authoredAt: string,
  author: PersonRef = ADA,
): CommitsAttributed =>
  eventOfPush({
    push: { deliveryId: stableId(name), ...place, ref: 'refs/heads/topic', part: 0 },
    commits: [{ sha: shaOf(digits), message: { text }, authoredAt, attribution: { author, coAuthors: [] } }],
  });

const merged = (number: number, title: string, updatedAt: string): ChangeAttributed => ({
  ...place,
  number,
  action: 'merged',
  state: 'merged',
  draft: false,
  title: { text: title },
  description: { text: '' },
  source: { branch: 'topic' },
  target: { branch: 'main' },
  updatedAt,
  deliveryId: stableId(`merged ${String(number)}`),
  attribution: { author: ADA, coAuthors: [] },
});

describe('following promises', () => {
  let servers: Servers;
  let outside: Outside;
  let app: INestApplication;
  let database: Database;
  let now = '2026-11-16T10:00:00Z';

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(reviewConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    app = await createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config);
    database = app.get(Database, { strict: false });
    Object.assign(app.get(Clock, { strict: false }), { now: () => new Date(now) });
  });

  afterAll(async () => {
    await app.close();
    await outside.close();
    await servers.close();
  });

  beforeEach(async () => {
    now = '2026-11-16T10:00:00Z';
    for (const table of ['work', 'commitment', 'analysis', 'person_match', 'one_person'])
      await database.query(`delete from ${table}`);
  });

  const lives = () =>
    database.query<{ id: string; state: string }>('select id, state, revision from commitment_life order by made_at');
  const steps = (id: string) =>
    database.query<{ kind: string; evidence: { kind: string }[] }>(
      'select kind, evidence, reason, told from commitment_step where commitment_id = $1 order by revision',
      [id],
    );
  const state = async (id: string) => (await lives()).find((life) => life.id === id)?.state;
  const watch = (at: string) => {
    now = at;
    return app.get(WatchDeadlines, { strict: false }).run();
  };

  /** Tells of a commit and answers the promise in it. */
  async function promised(
    name: string,
    digits: string,
    text: string,
    at = '2026-11-16T10:00:00+01:00',
  ): Promise<string> {
    const before = (await outside.published(CommitmentMadeEvent)).length;
    await outside.events.publish(CommitsAttributedEvent, push(name, digits, text, at));
    const made = await outside.awaitPublished(CommitmentMadeEvent, before + 1);
    await until(async () => (await lives()).some(({ id }) => id === made.at(-1)?.commitmentId));
    return made.at(-1)?.commitmentId ?? '';
  }

  const isAnalyzed = async (digits: string) =>
    (await outside.published(CommitsAnalyzedEvent)).some(({ commits }) =>
      commits.some(({ journey }) => journey === commitJourney(place, shaOf(digits))),
    );

  /** Tells of something that is analyzed, and waits until it is. */
  async function told(name: string, digits: string, text: string, at = '2026-11-18T12:00:00Z'): Promise<void> {
    const event = push(name, digits, text, at);
    await outside.events.publish(CommitsAttributedEvent, event);
    await until(() => isAnalyzed(digits));
  }

  it('finds that a promise was kept, tells it once, and keeps what shows it', async () => {
    const id = await promised('a', 'a1a1a1a', "Parse dates\n\nI'll fix #12 by Friday.");
    await told('b', 'b1b1b1b', 'Correct the log format (fixes #12)');
    expect(await state(id)).toBe('kept');
    const [kept] = (await outside.published(CommitmentKeptEvent)).filter(({ commitmentId }) => commitmentId === id);
    expect(kept).toMatchObject({
      revision: 1,
      person: ADA,
      quote: expect.stringContaining('#12') as unknown,
      evidence: [{ kind: 'issue', source: { kind: 'commit', ...place, sha: shaOf('b1b1b1b') } }],
    });
    await told('c', 'c1c1c1c', 'Fix it again. Fixes #12', '2026-11-19T12:00:00Z');
    expect((await steps(id)).map(({ kind }) => kind)).toEqual(['made', 'kept']);
    expect(
      (await outside.published(CommitmentKeptEvent)).filter(({ commitmentId }) => commitmentId === id),
    ).toHaveLength(1);
  });

  it('ends in the same state whichever becomes known first', async () => {
    await told('late work', 'd1d1d1d', 'Rewrite the date parser of log files');
    const id = await promised('early promise', 'e1e1e1e', "I'll rewrite the date parser for log files by Friday.");
    await until(async () => (await state(id)) === 'kept');
    expect((await steps(id)).at(-1)).toMatchObject({ kind: 'kept', evidence: [{ kind: 'similarity' }] });
  });

  it('knows what a comment was written on, and that a change was merged', async () => {
    await outside.events.publish(CommentAttributedEvent, {
      forge: 'github',
      repository,
      commentId: 'issue-comment:1',
      on: { kind: 'issue', number: 40 },
      writing: { content: { text: "I'll write the migration guide by Friday." }, writtenAt: '2026-11-16T10:00:00Z' },
      deliveryId: stableId('comment'),
      attribution: { author: ADA, coAuthors: [] },
    });
    await until(async () => (await lives()).length === 1);
    const [{ id } = { id: '' }] = await lives();
    await outside.events.publish(ChangeAttributedEvent, merged(9, 'Guide, closes #40', '2026-11-17T10:00:00Z'));
    await until(async () => (await state(id)) === 'kept');
    expect((await steps(id)).at(-1)).toMatchObject({ evidence: [{ kind: 'reference', confidence: 0.97 }] });
  });

  it('raises the alarm as time runs, breaks the promise after its grace, and still sees it kept late', async () => {
    const id = await promised('slow', 'f1f1f1f', "I'll fix #77 by Friday.");
    await watch('2026-11-16T11:00:00Z');
    const rises = async () =>
      (await outside.published(CommitmentAtRiskEvent)).filter(({ commitmentId }) => commitmentId === id);
    expect(await rises()).toHaveLength(0);
    for (const at of ['2026-11-19T16:00:00Z', '2026-11-19T16:05:00Z', '2026-11-20T16:30:00Z']) await watch(at);
    expect((await rises()).map(({ risk }) => risk.level)).toEqual(['medium', 'critical']);
    await watch('2026-11-21T17:00:00Z');
    await watch('2026-11-21T17:01:00Z');
    const broken = (await outside.published(CommitmentBrokenEvent)).filter(({ commitmentId }) => commitmentId === id);
    expect(broken).toMatchObject([{ revision: 3, risk: { level: 'critical' } }]);
    await told('late', 'f2f2f2f', 'Fixes #77', '2026-11-25T12:00:00Z');
    expect(await state(id)).toBe('kept');
  });

  it('gives back what a failure took that a lead calls mistaken, and nothing for any other rejection', async () => {
    const wronged = await promised('wronged', 'e1e1e1e', "I'll fix #78 by Friday.");
    const right = await promised('right', 'e2e2e2e', "I'll fix #79 by Friday.");
    await watch('2026-11-21T17:00:00Z');
    await watch('2026-11-21T17:01:00Z');
    expect([await state(wronged), await state(right)]).toEqual(['broken', 'broken']);
    const decided = (commitmentId: string, mistaken: boolean) =>
      outside.events.publish(InterventionDecidedEvent, {
        interventionId: stableId('intervention', commitmentId),
        commitmentId,
        source: { kind: 'commit', ...place, sha: shaOf('e1e1e1e') },
        decision: 'rejected',
        mistaken,
        personId: ADA.id,
        decidedBy: BOB.id,
        decidedAt: '2026-11-22T09:00:00.000Z',
      });
    await decided(right, false);
    await decided(wronged, true);
    await until(async () => (await state(wronged)) === 'disputed');
    expect(await state(right)).toBe('broken');
    expect((await steps(wronged)).at(-1)).toMatchObject({ kind: 'disputed', evidence: [{ kind: 'statement' }] });
  });

  it('lets a later promise for the same take the place of an earlier one', async () => {
    const first = await promised('one', '1a1a1a1', "I'll rewrite the date parser by Friday.");
    const second = await promised(
      'two',
      '2a2a2a2',
      "I'll rewrite the date parser by next Friday.",
      '2026-11-17T10:00:00+01:00',
    );
    await until(async () => (await state(first)) === 'superseded');
    expect(await state(second)).toBe('open');
    const ended = (await outside.published(CommitmentWithdrawnEvent)).filter(
      ({ commitmentId }) => commitmentId === first,
    );
    expect(ended).toMatchObject([{ reason: 'superseded' }]);
  });

  it('opens a promise again when what had kept it is taken back, and keeps it when that is taken back', async () => {
    const id = await promised('to be reverted', '5a5a5a5', "I'll fix #95 by Friday.");
    await told('its work', '5b5b5b5', 'Fixes #95');
    expect(await state(id)).toBe('kept');
    const revert = (name: string, digits: string, of: string, at: string) =>
      told(name, digits, `Revert "Something"\n\nThis reverts commit ${shaOf(of)}.`, at);
    await revert('revert', '5c5c5c5', '5b5b5b5', '2026-11-18T13:00:00Z');
    expect(await state(id)).toBe('open');
    expect((await steps(id)).at(-1)).toMatchObject({
      kind: 'reopened',
      reason: 'What had kept it was taken back.',
      evidence: [{ kind: 'revert', source: { sha: shaOf('5c5c5c5') } }],
    });
    const danger = (await outside.published(CommitmentAtRiskEvent)).filter(({ commitmentId }) => commitmentId === id);
    expect(danger).toMatchObject([{ revision: 2, evidence: [{ kind: 'revert' }] }]);
    await revert('re-revert', '5d5d5d5', '5c5c5c5', '2026-11-18T14:00:00Z');
    expect(await state(id)).toBe('kept');
    expect((await steps(id)).map(({ kind }) => kind)).toEqual(['made', 'kept', 'reopened', 'kept']);
  });

  it('sees a promise kept by whoever turns out to be the same person, and no more once they are parted', async () => {
    const id = await promised('as one', '6a6a6a6', "I'll rewrite the date parser of log files by Friday.");
    const author = { ...BOB, standing: 'provisional' as const };
    const event = push('at home', '6b6b6b6', 'Rewrite date parsing of log files', '2026-11-18T12:00:00Z', author);
    await outside.events.publish(CommitsAttributedEvent, event);
    await until(() => isAnalyzed('6b6b6b6'));
    expect(await state(id)).toBe('open');
    const at = '2026-11-18T13:00:00Z';
    const match = { matchId: stableId('match'), personId: BOB.id, intoId: ADA.id, evidence: 'directory' as const, at };
    await outside.events.publish(PersonMatchedEvent, match);
    await until(async () => (await state(id)) === 'kept');
    const [kept] = (await outside.published(CommitmentKeptEvent)).filter(({ commitmentId }) => commitmentId === id);
    expect(kept).toMatchObject({ person: ADA, evidence: [{ kind: 'similarity', source: { sha: shaOf('6b6b6b6') } }] });
    await outside.events.publish(PersonPartedEvent, match);
    await until(async () => (await state(id)) === 'open');
    expect((await steps(id)).map(({ kind }) => kind)).toEqual(['made', 'kept', 'reopened']);
  });

  it('does not read who is out under another of their ids', async () => {
    await database.query(`insert into participation (kind, key, state) values ('person', $1, 'out')`, [BOB.id]);
    const at = '2026-11-18T13:00:00Z';
    const match = { matchId: stableId('out'), personId: BOB.id, intoId: ADA.id, evidence: 'directory' as const, at };
    await outside.events.publish(PersonMatchedEvent, match);
    await until(async () => (await database.query('select from one_person')).length === 2);
    app.get(Participation, { strict: false }).forget();
    await told('out', '7a7a7a7', "I'll fix #96 by Friday.");
    expect(await lives()).toEqual([]);
    await database.query('delete from participation');
    app.get(Participation, { strict: false }).forget();
  });

  it('tells what a crash left untold, once', async () => {
    const id = await promised('crash', '3a3a3a3', "I'll fix #91 by Friday.");
    await told('crash work', '4a4a4a4', 'Fixes #91');
    const count = async () =>
      (await outside.published(CommitmentKeptEvent)).filter(({ commitmentId }) => commitmentId === id).length;
    expect(await count()).toBe(1);
    await database.query('update commitment_step set told = false where commitment_id = $1 and kind = $2', [
      id,
      'kept',
    ]);
    await app.get(AnnounceSteps, { strict: false }).run();
    expect((await steps(id)).at(-1)).toMatchObject({ told: true });
    expect(await count()).toBe(1);
  });
});
