import {
  type CommitsAnalyzed,
  CommitsAnalyzedEvent,
  type CommitsAttributed,
  CommitsAttributedEvent,
  type UsageRecorded,
  UsageRecordedEvent,
} from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import type { Analysis } from '../persistence/analysis.repository.ts';
import { ReadWritings } from '../read-writings/read-writings.ts';
import { usageOf } from '../read-writings/usage-of.ts';
import { type Written, written } from '../read-writings/written.ts';

/** A part of a push with what was read in it, commit by commit. */
interface ReadPush {
  readonly event: CommitsAttributed;
  readonly texts: readonly Written[];
  readonly analyses: readonly Analysis[];
}

/** Reads the messages of commits, however many pushes they came in, and tells what was found and what it cost. */
@Injectable()
export class AnalyzeCommits {
  constructor(
    private readonly readWritings: ReadWritings,
    private readonly events: Events,
  ) {}

  async run(events: readonly CommitsAttributed[]): Promise<void> {
    const texts = events.map(textsOf);
    const analyses = await this.readWritings.run(texts.flat());
    let done = 0;
    const pushes = events.map((event, index): ReadPush => {
      const own = texts[index] ?? [];
      done += own.length;
      return { event, texts: own, analyses: analyses.slice(done - own.length, done) };
    });
    await this.events.publishAll(UsageRecordedEvent, pushes.map(toUsage));
    await this.events.publishAll(CommitsAnalyzedEvent, pushes.map(toAnalyzed));
  }
}

const textsOf = ({ push, commits }: CommitsAttributed): Written[] =>
  commits.map(({ sha, message, authoredAt, attribution }) =>
    written(
      { kind: 'commit', forge: push.forge, repository: push.repository, sha },
      { text: message.text, writtenAt: authoredAt, author: attribution.author },
      push.deliveryId,
    ),
  );

const toUsage = ({ event, texts, analyses }: ReadPush): UsageRecorded => ({
  cause: CommitsAttributedEvent.idOf(event),
  usages: analyses.flatMap((analysis, index) => {
    const text = texts[index];
    return text ? [usageOf(text.source, analysis)] : [];
  }),
});

const toAnalyzed = ({ event: { push, commits }, analyses }: ReadPush): CommitsAnalyzed => ({
  push,
  commits: commits.flatMap(({ sha }, index) => {
    const analysis = analyses[index];
    if (!analysis) return [];
    const { author, commitmentIds, debtNotes } = analysis;
    return [{ sha, ...(author ? { author } : {}), commitments: [...commitmentIds], debtNotes }];
  }),
});
