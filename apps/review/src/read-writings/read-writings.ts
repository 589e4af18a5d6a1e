import { CommitmentMadeEvent, UsageRecordedEvent } from '@arbiter/contracts';
import {
  type Answered,
  type ExtractionAnswer,
  type ExtractionInput,
  ModelRouter,
  type Question,
  extraction,
  usagesOf as billedFor,
} from '@arbiter/llm';
import { Events } from '@arbiter/messaging';
import { inZone } from '@arbiter/promises';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Participation } from '../participate/participation.ts';
import { type Analysis, AnalysisRepository } from '../persistence/analysis.repository.ts';
import { CommitmentRepository } from '../persistence/commitment.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { type Reading, readingOf } from './reading.ts';
import { accountOf } from './account-of.ts';
import { recordsOf, usageFor } from './usages-of.ts';
import { type Written, keyOf } from './written.ts';
import { Zones } from './zones.ts';

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
    private readonly participation: Participation,
    private readonly zones: Zones,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /**
   * Reads the texts and publishes the promises in them. Answers what came, in its order, each with what is kept of its
   * text.
   */
  async run<Item extends Readable>(arrived: readonly Item[]): Promise<(Item & Read)[]> {
    const texts = await this.participation.respect(arrived.map(({ text }) => text));
    const items = arrived.map((item, index) => ({ ...item, text: texts[index] ?? item.text }));
    const known = await this.analyses.find(texts);
    const fresh = unique(texts).filter((text) => !known.has(keyOf(text)));
    const readings = this.models.asksPaidModels ? this.readEach(fresh) : this.readFresh(fresh);
    for (const [key, analysis] of await readings) known.set(key, analysis);
    const read = items.map((item) => ({ ...item, analysis: present(known.get(keyOf(item.text))) }));
    const ids = new Set(read.flatMap(({ analysis }) => analysis.commitmentIds));
    await this.events.publishAll(CommitmentMadeEvent, await this.commitments.find([...ids]));
    return read;
  }

  /**
   * Reads each text on its own and keeps each answer at once, so that what was paid for is there when one of them fails;
   * which then fails them all.
   */
  private async readEach(texts: readonly Written[]): Promise<Map<string, Analysis>> {
    const read = await Promise.allSettled(texts.map((text) => this.readPaid(text)));
    const failed = read.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return new Map(read.flatMap((result) => (result.status === 'fulfilled' ? [...result.value] : [])));
  }

  /** What was billed is told, also where there is no answer. */
  private async readPaid(text: Written): Promise<Map<string, Analysis>> {
    try {
      return await this.readFresh([text]);
    } catch (error) {
      const usages = billedFor(error).map((usage) => usageFor(text, usage));
      await this.events.publishAll(UsageRecordedEvent, recordsOf(`unanswered/${keyOf(text)}`, usages));
      throw error;
    }
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
      texts.map((text) => toQuestion(text, most)),
    );
    const readings = texts.map(async (text, index) => {
      const answered = answers[index];
      return answered ? [readingOf(text, await this.inZone(text, answered), leastConfidence)] : [];
    });
    return (await Promise.all(readings)).flat();
  }

  /** The answer with its deadlines where the writer's working days end. */
  private async inZone(
    { text, writtenAt: at, author }: Written,
    answered: Answered<ExtractionAnswer>,
  ): Promise<Answered<ExtractionAnswer>> {
    const { items } = answered.answer;
    if (author?.kind !== 'human' || items.every(({ deadline }) => (deadline?.at ?? null) === null)) return answered;
    const zone = await this.zones.of(author.id);
    if (zone === undefined) return answered;
    const dated = items.map(({ deadline, ...item }) => ({
      ...item,
      deadline: deadline && inZone({ start: item.start, deadline }, { text, at }, zone),
    }));
    return { ...answered, answer: { items: dated } };
  }
}

const toQuestion = (text: Written, most: number): Question<ExtractionInput> => ({
  key: text.journey,
  input: { text: text.text.slice(0, most).toWellFormed(), at: text.writtenAt },
  account: accountOf(text),
});

function present(analysis: Analysis | undefined): Analysis {
  if (!analysis) throw new Error('A text was left without its reading.');
  return analysis;
}

const unique = (texts: readonly Written[]): Written[] => [
  ...new Map(texts.map((text) => [keyOf(text), text])).values(),
];

const toAnalysis = ({ written, usages, commitments, debtNotes }: Reading): Analysis => ({
  journey: written.journey,
  digest: written.digest,
  usages,
  author: written.author,
  commitmentIds: commitments.map(({ commitmentId }) => commitmentId),
  debtNotes: debtNotes.length,
});
