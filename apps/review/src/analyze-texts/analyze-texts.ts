import { type TextAnalyzed, TextAnalyzedEvent, UsageRecordedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { causeOf } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import { FollowCommitments } from '../follow-commitments/follow-commitments.ts';
import type { Seen } from '../follow-commitments/seen.ts';
import { type Read, ReadWritings, type Readable } from '../read-writings/read-writings.ts';
import { recordsOf, usagesOf } from '../read-writings/usages-of.ts';

/** A text, the id of the event that brought it, and what it says about promises besides its words. */
export interface Arrived extends Readable, Pick<Seen, 'deed' | 'about'> {
  readonly cause: string;
}

/** Reads the texts of changes, comments and messages, and tells what was found and what it cost. */
@Injectable()
export class AnalyzeTexts {
  constructor(
    private readonly readWritings: ReadWritings,
    private readonly followCommitments: FollowCommitments,
    private readonly events: Events,
  ) {}

  async run(arrived: readonly Arrived[]): Promise<void> {
    const read = await this.readWritings.run(arrived);
    await this.followCommitments.run(read);
    const cause = causeOf(read.map((one) => one.cause));
    await this.events.publishAll(UsageRecordedEvent, recordsOf(cause, read.flatMap(usagesOf)));
    await this.events.publishAll(TextAnalyzedEvent, read.map(toAnalyzed));
  }
}

const toAnalyzed = ({ text, analysis: { author, commitmentIds, debtNotes } }: Arrived & Read): TextAnalyzed => ({
  source: text.source,
  deliveryId: text.deliveryId,
  ...(author ? { author } : {}),
  commitments: [...commitmentIds],
  debtNotes,
});
