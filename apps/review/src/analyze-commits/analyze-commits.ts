import {
  type AnalyzedCommit,
  type AttributedPush,
  CommitsAnalyzedEvent,
  type CommitsAttributed,
  CommitsAttributedEvent,
  MAX_COMMITS_PER_MESSAGE,
  type TouchedFiles,
  UsageRecordedEvent,
} from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { causeOf } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import { FollowCommitments } from '../follow-commitments/follow-commitments.ts';
import { type Read, ReadWritings, type Readable } from '../read-writings/read-writings.ts';
import { inParts } from '../read-writings/in-parts.ts';
import { recordsOf, usagesOf } from '../read-writings/usages-of.ts';
import { written } from '../read-writings/written.ts';

/** A commit's message, and the push that it came with. */
interface Message extends Readable {
  readonly push: AttributedPush['push'];
  readonly files: TouchedFiles | undefined;
}

type ReadMessage = Message & Read;

/** Branches that work ends in; a forge does not say with a push which one is its default. */
const MAIN = /^refs\/heads\/(?:main|master|trunk)$/;

/** Reads the messages of commits, however many pushes they came in, and tells what was found and what it cost; a commit may keep a promise. */
@Injectable()
export class AnalyzeCommits {
  constructor(
    private readonly readWritings: ReadWritings,
    private readonly followCommitments: FollowCommitments,
    private readonly events: Events,
  ) {}

  async run(events: readonly CommitsAttributed[]): Promise<void> {
    const read = await this.readWritings.run(events.flatMap(({ pushes }) => pushes.flatMap(messagesOf)));
    await this.followCommitments.run(
      read.map((one) => ({ ...one, deed: { merged: MAIN.test(one.push.ref), files: one.files } })),
    );
    // What is told from here on is of commits, not of pushes: few large messages cost all receivers much less than many.
    const cause = causeOf(events.map((event) => CommitsAttributedEvent.idOf(event)));
    await this.events.publishAll(UsageRecordedEvent, recordsOf(cause, read.flatMap(usagesOf)));
    const analyzed = inParts(read.map(toAnalyzed), MAX_COMMITS_PER_MESSAGE).map((commits) => ({ cause, commits }));
    await this.events.publishAll(CommitsAnalyzedEvent, analyzed);
  }
}

function messagesOf({ push, commits }: AttributedPush): Message[] {
  const { deliveryId, forge, repository } = push;
  return commits.map(({ sha, message, authoredAt, attribution, files }) => ({
    push,
    files,
    text: written(
      { kind: 'commit', forge, repository, sha },
      { text: message.text, writtenAt: authoredAt, author: attribution.author },
      deliveryId,
    ),
  }));
}

const toAnalyzed = ({ text, analysis: { author, commitmentIds, debtNotes } }: ReadMessage): AnalyzedCommit => ({
  journey: text.journey,
  ...(author ? { author } : {}),
  commitments: [...commitmentIds],
  debtNotes,
});
