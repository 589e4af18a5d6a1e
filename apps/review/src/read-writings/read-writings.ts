import { CommitmentMadeEvent } from '@arbiter/contracts';
import { ModelRouter, extraction } from '@arbiter/llm';
import { Events } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { type Analysis, AnalysisRepository } from '../persistence/analysis.repository.ts';
import { CommitmentRepository } from '../persistence/commitment.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { type Reading, readingOf } from './reading.ts';
import { type Written, keyOf } from './written.ts';

/** Something with a text to be read. */
export interface Readable {
  readonly text: Written;
}

/** What is kept of its text. */
export interface Read {
  readonly analysis: Analysis;
}

/**
 * Reads texts for promises and debt, each text once: the answer is kept under the text's key before anything is made of
 * it, so that whoever comes again with the same text asks and pays nothing, and is told the same.
 */
@Injectable()
export class ReadWritings {
  constructor(
    private readonly analyses: AnalysisRepository,
    private readonly commitments: CommitmentRepository,
    private readonly models: ModelRouter,
    private readonly events: Events,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /**
   * Reads the texts and publishes the promises in them. Answers what came, in its order, each with what is kept of its
   * text.
   */
  async run<Item extends Readable>(items: readonly Item[]): Promise<(Item & Read)[]> {
    const texts = items.map(({ text }) => text);
    const known = await this.analyses.find(texts);
    const fresh = unique(texts).filter((text) => !known.has(keyOf(text)));
    for (const [key, analysis] of await this.readFresh(fresh)) known.set(key, analysis);
    const read = items.map((item) => ({ ...item, analysis: present(known.get(keyOf(item.text))) }));
    const ids = new Set(read.flatMap(({ analysis }) => analysis.commitmentIds));
    await this.events.publishAll(CommitmentMadeEvent, await this.commitments.find([...ids]));
    return read;
  }

  private async readFresh(texts: readonly Written[]): Promise<Map<string, Analysis>> {
    if (texts.length === 0) return new Map();
    const readings = await this.ask(texts);
    const kept = await this.analyses.store(readings);
    const overtaken = texts.filter((text) => !kept.has(keyOf(text)));
    const theirs = overtaken.length === 0 ? [] : await this.analyses.find(overtaken);
    return new Map([...readings.map((reading) => [keyOf(reading.written), toAnalysis(reading)] as const), ...theirs]);
  }

  private async ask(texts: readonly Written[]): Promise<Reading[]> {
    const { MAX_INPUT_CHARS: most, MIN_AI_CONFIDENCE_THRESHOLD: leastConfidence } = this.config;
    const answers = await this.models.askAll(
      extraction,
      texts.map(({ journey, text, writtenAt }) => ({
        key: journey,
        input: { text: text.slice(0, most).toWellFormed(), at: writtenAt },
      })),
    );
    return texts.flatMap((text, index) => {
      const answered = answers[index];
      return answered ? [readingOf(text, answered, leastConfidence)] : [];
    });
  }
}

function present(analysis: Analysis | undefined): Analysis {
  if (!analysis) throw new Error('A text was left without its reading.');
  return analysis;
}

const unique = (texts: readonly Written[]): Written[] => [
  ...new Map(texts.map((text) => [keyOf(text), text])).values(),
];

const toAnalysis = ({ written, usage, commitments, debtNotes }: Reading): Analysis => ({
  journey: written.journey,
  digest: written.digest,
  usage,
  author: written.author,
  commitmentIds: commitments.map(({ commitmentId }) => commitmentId),
  debtNotes: debtNotes.length,
});
