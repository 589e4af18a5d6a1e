import { FindCommits, UsageRecordedEvent, journeyOfWriting } from '@arbiter/contracts';
import { type AnswerUsage, ModelRouter, usagesOf } from '@arbiter/llm';
import { Events, Queries } from '@arbiter/messaging';
import { CONFIG, DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { notTakenBack, stepBy } from '../follow-commitments/standing.ts';
import type { Work } from '../follow-commitments/work.ts';
import { KeptAnswers } from '../models/kept-answers.ts';
import { AnswerRepository } from '../persistence/answer.repository.ts';
import type { StoredLife } from '../persistence/life-row.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { accountOf } from '../read-writings/account-of.ts';
import { recordsOf, usageFor } from '../read-writings/usages-of.ts';
import { type FulfilmentAnswer, fulfilment } from './fulfilment.task.ts';
import { nearMisses } from './near-misses.ts';

/** Longest message that a judge is shown, in UTF-16 units. */
const LONGEST = 2_000;
const AT_ONCE = 4;

/** A commit with its words. */
interface Candidate {
  readonly work: Work;
  readonly text: string;
}

/**
 * Lets a model look at promises that are about to count as not kept, where rules see likeness and no more. It quotes or it
 * abstains; when it is unsure, cannot be asked or fails, nothing is decided and time goes on.
 */
@Injectable()
export class JudgePromises {
  constructor(
    private readonly models: ModelRouter,
    private readonly answers: AnswerRepository,
    private readonly lives: LifeRepository,
    private readonly works: WorkRepository,
    private readonly queries: Queries,
    private readonly events: Events,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** Writes down which of the promises were kept after all. Without a model it does nothing. */
  async run(promises: readonly StoredLife[]): Promise<void> {
    if (!this.models.asksPaidModels) return;
    for (let from = 0; from < promises.length; from += AT_ONCE) {
      await Promise.all(promises.slice(from, from + AT_ONCE).map((life) => this.#judge(life)));
    }
  }

  async #judge(life: StoredLife): Promise<void> {
    const candidates = await this.#candidatesOf(life);
    if (candidates.length === 0) return;
    const { verdict } = await this.#ask(life, candidates);
    const work = verdict ? candidates[verdict.index]?.work : undefined;
    if (!verdict || !work || verdict.confidence < this.config.MIN_AI_CONFIDENCE_THRESHOLD) return;
    const { quote, confidence } = verdict;
    const reason = 'A model that was shown the promise and the commit says so, by the words that it quotes.';
    const finding = { kind: 'judge' as const, source: work.source, confidence, quote, reason };
    await this.lives.change([life.id], (present) =>
      present.state === 'open' ? { steps: [stepBy('kept', present, { work, finding })] } : { steps: [] },
    );
  }

  /** The near misses that still hold and whose words are still there. */
  async #candidatesOf(life: StoredLife): Promise<Candidate[]> {
    const works = await this.works.candidatesFor([life]);
    const holds = notTakenBack(await this.works.reversalsOf(works));
    const candidates = await Promise.all(nearMisses(life, works.filter(holds)).map((work) => this.#withWords(work)));
    return candidates.flatMap((candidate) => candidate ?? []);
  }

  async #withWords(work: Work): Promise<Candidate | undefined> {
    if (work.source.kind !== 'commit') return undefined;
    const { sha, forge, repository } = work.source;
    try {
      const { items } = await this.queries.ask(FindCommits, { sha, forge, repository: repository.id });
      const text =
        items
          .find((item) => item.sha === sha)
          ?.message.slice(0, LONGEST)
          .toWellFormed() ?? '';
      return text === '' ? undefined : { work, text };
    } catch (error) {
      if (error instanceof DependencyDown) return undefined;
      throw error;
    }
  }

  /** The answer is kept before it is used, and what was billed is told, with or without one. */
  async #ask(life: StoredLife, candidates: readonly Candidate[]): Promise<FulfilmentAnswer> {
    const input = { promise: life.quote, candidates: candidates.map(({ text }) => text) };
    const kept = new KeptAnswers(this.models, this.answers, keyOf(life.id));
    try {
      const [answered] = await kept.askAll(fulfilment, [{ key: life.id, input, account: accountOf(authored(life)) }]);
      await this.#tell(life, answered?.usages ?? []);
      return answered?.answer ?? { verdict: null };
    } catch (error) {
      await this.#tell(life, usagesOf(error));
      logger('judge').warn({ commitment: life.id, err: error }, 'no judgement');
      return { verdict: null };
    }
  }

  /** The promises are decided on: what was answered about them is not needed any more. */
  async forget(ids: readonly string[]): Promise<void> {
    if (this.models.asksPaidModels) await Promise.all(ids.map((id) => this.answers.drop(keyOf(id))));
  }

  async #tell(life: StoredLife, usages: readonly AnswerUsage[]): Promise<void> {
    const told = usages.map((usage) => usageFor(authored(life), usage, fulfilment.name));
    await this.events.publishAll(UsageRecordedEvent, recordsOf(`judged/${life.id}/${String(life.revision)}`, told));
  }
}

const keyOf = (id: string): string => `promise/${id}`;

/** A promise as the text of its author. */
const authored = ({ source, person }: StoredLife) => ({
  source,
  journey: journeyOfWriting(source),
  author: person ?? undefined,
});
