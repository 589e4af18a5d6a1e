import { type TextAnalyzed, TextAnalyzedEvent, type UsageRecorded, UsageRecordedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { type Read, ReadWritings, type Readable } from '../read-writings/read-writings.ts';
import { recordsOf, usagesOf } from '../read-writings/usages-of.ts';

/** A text, and the id of the event that brought it. */
export interface Arrived extends Readable {
  readonly cause: string;
}

/** Reads the texts of changes, comments and messages, and tells what was found and what it cost. */
@Injectable()
export class AnalyzeTexts {
  constructor(
    private readonly readWritings: ReadWritings,
    private readonly events: Events,
  ) {}

  async run(arrived: readonly Arrived[]): Promise<void> {
    const read = await this.readWritings.run(arrived);
    await this.events.publishAll(UsageRecordedEvent, read.flatMap(toRecords));
    await this.events.publishAll(TextAnalyzedEvent, read.map(toAnalyzed));
  }
}

const toRecords = (read: Arrived & Read): UsageRecorded[] => recordsOf(read.cause, usagesOf(read));

const toAnalyzed = ({ text, analysis: { author, commitmentIds, debtNotes } }: Arrived & Read): TextAnalyzed => ({
  source: text.source,
  deliveryId: text.deliveryId,
  ...(author ? { author } : {}),
  commitments: [...commitmentIds],
  debtNotes,
});
