import { type TextAnalyzed, TextAnalyzedEvent, type UsageRecorded, UsageRecordedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import type { Analysis } from '../persistence/analysis.repository.ts';
import { ReadWritings } from '../read-writings/read-writings.ts';
import { usageOf } from '../read-writings/usage-of.ts';
import type { Written } from '../read-writings/written.ts';

/** A text, and the id of the event that brought it. */
export interface Arrived {
  readonly text: Written;
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
    const analyses = await this.readWritings.run(arrived.map(({ text }) => text));
    const read = arrived.flatMap(({ text, cause }, index) => {
      const analysis = analyses[index];
      return analysis ? [{ text, cause, analysis }] : [];
    });
    await this.events.publishAll(UsageRecordedEvent, read.map(toUsage));
    await this.events.publishAll(TextAnalyzedEvent, read.map(toAnalyzed));
  }
}

type Read = Arrived & { readonly analysis: Analysis };

const toUsage = ({ text, cause, analysis }: Read): UsageRecorded => ({
  cause,
  usages: [usageOf(text.source, analysis)],
});

const toAnalyzed = ({ text, analysis: { author, commitmentIds, debtNotes } }: Read): TextAnalyzed => ({
  source: text.source,
  deliveryId: text.deliveryId,
  ...(author ? { author } : {}),
  commitments: [...commitmentIds],
  debtNotes,
});
