import {
  type AttributedPush,
  type ChangeAttributed,
  ChangeAttributedEvent,
  CommentAttributedEvent,
  CommitmentMadeEvent,
  CommitsAnalyzedEvent,
  type CommitsAttributed,
  CommitsAttributedEvent,
  CountFindings,
  MessageAttributedEvent,
  type PersonRef,
  PreviewCommitments,
  TextAnalyzedEvent,
  UsageRecordedEvent,
  commitJourney,
} from '@arbiter/contracts';
import { ModelRouter, extraction } from '@arbiter/llm';
import { Queries } from '@arbiter/messaging';
import { eventOfPush, Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { AnalyzeCommits } from './analyze-commits/analyze-commits.ts';
import { AnalysisRepository } from './persistence/analysis.repository.ts';
import { schema } from './persistence/schema.ts';
import { readingOf } from './read-writings/reading.ts';
import { written } from './read-writings/written.ts';
import { reviewConfig } from './review.config.ts';
import { ReviewModule } from './review.module.ts';

const ADA: PersonRef = { id: stableId('ada'), kind: 'human', standing: 'known', team: 'core', department: 'r&d' };
const BOT: PersonRef = { id: stableId('bot'), kind: 'bot', standing: 'known' };

const sha = (digit: string): string => digit.repeat(40);
const repository = { id: '1296269', name: 'octo/hello' };
const journeyOf = (digit: string) => commitJourney({ forge: 'github', repository }, sha(digit));

const commit = (id: string, text: string, author: PersonRef = ADA) => ({
  sha: id,
  message: { text },
  authoredAt: '2026-11-18T10:00:00+01:00',
  attribution: { author, coAuthors: [] },
});

const push = (name: string, ...commits: AttributedPush['commits']): CommitsAttributed =>
  eventOfPush({
    push: { deliveryId: stableId(name), forge: 'github', repository, ref: 'refs/heads/main', part: 0 },
    commits,
  });

const change = (delivery: string, description: string, updatedAt = '2026-11-18T09:00:00Z'): ChangeAttributed => ({
  forge: 'gitlab',
  repository: { id: '7', name: 'group/project' },
  number: 12,
  action: 'opened',
  state: 'open',
  draft: false,
  title: { text: 'Fast path' },
  description: { text: description },
  source: { branch: 'topic' },
  target: { branch: 'main' },
  updatedAt,
  deliveryId: stableId(delivery),
  attribution: { author: ADA, coAuthors: [] },
});

describe('review', () => {
  let servers: Servers;
  let outside: Outside;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(reviewConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    app = await createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config);
    database = app.get(Database, { strict: false });
  });

  afterAll(async () => {
    await app.close();
    await outside.close();
    await servers.close();
  });

  const rows = (table: string) => database.query<Record<string, unknown>>(`select * from ${table} order by 1, 2`);
  const first = push(
    'one',
    commit(sha('1'), "Parse dates in logs\n\nI'll add the examples by Friday."),
    commit(sha('2'), 'Remove unused imports'),
    commit(sha('3'), 'Bump to 1.4.2'),
  );

  it('finds what the commits of a push promise and admit', async () => {
    await outside.events.publish(CommitsAttributedEvent, first);
    const [analyzed] = await outside.awaitPublished(CommitsAnalyzedEvent, 1);
    const [made] = await outside.published(CommitmentMadeEvent);
    expect(made).toEqual({
      commitmentId: expect.any(String),
      source: { kind: 'commit', forge: 'github', repository, sha: sha('1') },
      person: ADA,
      span: { start: 21, end: 53 },
      quote: "I'll add the examples by Friday.",
      what: 'add the examples by Friday',
      deadline: { text: 'Friday', at: '2026-11-20T17:00:00+01:00', granularity: 'day' },
      confidence: 0.92,
      ambiguous: false,
      madeAt: '2026-11-18T10:00:00+01:00',
    });
    expect(analyzed).toEqual({
      cause: CommitsAttributedEvent.idOf(first),
      commits: [
        { journey: journeyOf('1'), author: ADA, commitments: [made?.commitmentId], debtNotes: 0 },
        { journey: journeyOf('2'), author: ADA, commitments: [], debtNotes: 1 },
        { journey: journeyOf('3'), author: ADA, commitments: [], debtNotes: 0 },
      ],
    });
  });

  it('tells what each commit cost, and for whom', async () => {
    const [recorded] = await outside.awaitPublished(UsageRecordedEvent, 1);
    expect(recorded?.usages).toHaveLength(3);
    expect(recorded?.usages[0]).toMatchObject({
      journey: `commit/github/1296269/${sha('1')}`,
      task: 'extraction',
      provider: 'mock',
      person: ADA,
      forge: 'github',
      repository,
    });
  });

  it('changes nothing when it is told again, and tells the same again', async () => {
    const before = await Promise.all(['analysis', 'commitment', 'debt_note'].map(rows));
    await outside.events.publish(CommitsAttributedEvent, first, { drive: 'again' });
    const analyzed = await outside.awaitPublished(CommitsAnalyzedEvent, 2);
    const made = await outside.published(CommitmentMadeEvent);
    const recorded = await outside.published(UsageRecordedEvent);
    for (const [earlier, later] of [analyzed, made, recorded]) expect(later).toEqual(earlier);
    expect(await Promise.all(['analysis', 'commitment', 'debt_note'].map(rows))).toEqual(before);
  });

  it('reads a text once, whoever wrote it by the time it comes again', async () => {
    const again = push('again', commit(sha('1'), first.pushes[0]?.commits[0]?.message.text ?? '', BOT));
    await outside.events.publish(CommitsAttributedEvent, again);
    const analyzed = await outside.awaitPublished(CommitsAnalyzedEvent, 3);
    expect(analyzed[2]?.commits[0]).toMatchObject({ author: ADA, commitments: [expect.any(String)] });
  });

  it('finds nothing in what bots and merges say', async () => {
    const said = "I'll fix this tomorrow.";
    const event = push(
      'bots',
      commit(sha('4'), said, BOT),
      commit(sha('5'), `Merge pull request #1 from a/b\n\n${said}`),
    );
    await outside.events.publish(CommitsAttributedEvent, event);
    const analyzed = await outside.awaitPublished(CommitsAnalyzedEvent, 4);
    expect(analyzed[3]?.commits.map(({ commitments }) => commitments)).toEqual([[], []]);
  });

  it('takes texts that no database could store, and their neighbours', async () => {
    const odd = "\u0000 I'll fix \ud800 the \u0000 parser tomorrow.";
    await outside.events.publish(
      CommitsAttributedEvent,
      push('odd', commit(sha('6'), odd), commit(sha('7'), ''), commit(sha('8'), 'a'.repeat(65_536))),
    );
    const analyzed = await outside.awaitPublished(CommitsAnalyzedEvent, 5);
    expect(analyzed[4]?.commits.map(({ commitments }) => commitments.length)).toEqual([1, 0, 0]);
  });

  it('keeps one promise of a description that is edited around it', async () => {
    await outside.events.publish(ChangeAttributedEvent, change('opened', "I'll add docs next week."));
    await outside.awaitPublished(TextAnalyzedEvent, 1);
    await outside.events.publish(
      ChangeAttributedEvent,
      change('edited', "Faster now. I'll add docs next week.", '2026-11-28T09:00:00Z'),
    );
    const [opened, edited] = await outside.awaitPublished(TextAnalyzedEvent, 2);
    expect(edited?.commitments).toEqual(opened?.commitments);
    expect(await database.query('select deadline from commitment where id = $1', [opened?.commitments[0]])).toEqual([
      { deadline: { text: 'next week', at: '2026-11-27T17:00:00Z', granularity: 'week' } },
    ]);
  });

  it('asks nothing when a change comes again with the same words', async () => {
    const before = await rows('analysis');
    await outside.events.publish(
      ChangeAttributedEvent,
      change('pushed', "Faster now. I'll add docs next week.", '2026-12-05T09:00:00Z'),
    );
    await outside.awaitPublished(TextAnalyzedEvent, 3);
    expect(await rows('analysis')).toEqual(before);
  });

  it('reads comments and messages', async () => {
    const writing = { content: { text: 'Will do.' }, writtenAt: '2026-11-18T10:00:00Z' };
    const attribution = { author: ADA, coAuthors: [] };
    await outside.events.publish(CommentAttributedEvent, {
      forge: 'github',
      repository,
      commentId: 'issue-comment:1',
      on: { kind: 'issue', number: 3 },
      writing,
      attribution,
      deliveryId: stableId('comment'),
    });
    await outside.events.publish(MessageAttributedEvent, {
      messageId: stableId('message'),
      writing: { ...writing, content: { text: 'TODO: the changelog' } },
      attribution: { coAuthors: [] },
      deliveryId: stableId('message delivery'),
    });
    const analyzed = (await outside.awaitPublished(TextAnalyzedEvent, 5)).slice(3);
    expect(analyzed.find(({ source }) => source.kind === 'comment')?.commitments).toHaveLength(1);
    expect(analyzed.find(({ source }) => source.kind === 'message')?.debtNotes).toBe(1);
    const made = await outside.published(CommitmentMadeEvent);
    expect(made.find(({ source }) => source.kind === 'comment')?.ambiguous).toBe(true);
  });

  it('keeps the reading of whoever came first, where two read a text at once', async () => {
    const analyses = app.get(AnalysisRepository, { strict: false });
    const source = { kind: 'message' as const, messageId: stableId('race') };
    const content = { text: "I'll fix it.", writtenAt: '2026-11-18T10:00:00Z', author: ADA };
    const text = written(source, content, stableId('race delivery'));
    const answered = await app
      .get(ModelRouter, { strict: false })
      .askAll(extraction, [{ key: text.journey, input: { text: text.text, at: text.writtenAt } }]);
    const readings = answered.map((each) => readingOf(text, each, 0.75));
    const kept = await Promise.all([analyses.store(readings), analyses.store(readings)]);
    expect(kept.map(({ size }) => size).sort()).toEqual([0, 1]);
  });

  it('says how much was found, in one repository or in all', async () => {
    const queries = app.get(Queries, { strict: false });
    expect(await queries.ask(CountFindings, { forge: 'github', repositoryId: repository.id })).toEqual({
      analyzed: 9,
      commitments: 2,
      ambiguous: 1,
      debtNotes: 1,
    });
    expect(await queries.ask(CountFindings, {})).toEqual({ analyzed: 13, commitments: 4, ambiguous: 1, debtNotes: 2 });
  });

  it('shows what it would find, and stores nothing', async () => {
    const queries = app.get(Queries, { strict: false });
    const before = await queries.ask(CountFindings, {});
    const at = '2026-11-18T10:00:00+01:00';
    const texts = [{ text: "I'll fix it by Friday.", at, zone: 'America/New_York' }];
    const { previews } = await queries.ask(PreviewCommitments, { texts });
    expect(previews).toMatchObject([{ items: [{ deadline: { at: '2026-11-20T17:00:00-05:00' } }] }]);
    await expect(queries.ask(PreviewCommitments, { texts: [{ text: '', at, zone: 'Mars/X' }] })).rejects.toMatchObject({
      code: 'invalid-parameters',
    });
    expect(await queries.ask(CountFindings, {})).toEqual(before);
  });

  it('tells together of the commits of pushes that came together, a hundred at most at once', async () => {
    const sixty = (name: string, digit: string) => {
      const ids = Array.from({ length: 60 }, (_, index) => String(index).padStart(40, digit));
      return push(name, ...ids.map((id) => commit(id, `Mend ${id}`)));
    };
    const pushes = [sixty('some', 'a'), sixty('more', 'b')];
    const before = (await outside.published(CommitsAnalyzedEvent)).length;
    const recordedBefore = (await outside.published(UsageRecordedEvent)).length;
    const analyzeCommits = app.get(AnalyzeCommits, { strict: false });
    await analyzeCommits.run(pushes);
    // The same again is the same, and one of them alone is something else.
    await analyzeCommits.run(pushes);
    await analyzeCommits.run(pushes.slice(1));
    const analyzed = (await outside.published(CommitsAnalyzedEvent)).slice(before);
    expect(analyzed.map(({ commits }) => commits.length)).toEqual([100, 20, 60]);
    const recorded = (await outside.published(UsageRecordedEvent)).slice(recordedBefore);
    expect(recorded.map(({ usages }) => usages.length)).toEqual([100, 20, 60]);
  });
});
