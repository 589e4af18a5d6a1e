import { count, logger } from '@arbiter/telemetry';
import { isDeepStrictEqual } from 'node:util';
import type { AnswerCache, Asked, Hit } from '../cache/answer-cache.ts';
import type { Question, RepositoryClass } from '../language-model.ts';
import type { RoutedModel } from '../routing/routes.ts';
import type { ModelTask } from './conversation.ts';
import type { LeftToRules, PaidModels, Written } from './paid-models.ts';

/** One in so many answers to nearly the same text is asked anew, to see how often they are wrong. */
export const CHECK_ONE_IN = 100;

/** What is asked of paid models, after the cache. */
export interface PaidQuestion<Input, Answer> {
  readonly task: ModelTask<Input, Answer>;
  readonly question: Question<Input>;
  /** Not empty. */
  readonly route: readonly [RoutedModel, ...RoutedModel[]];
  readonly repositories: RepositoryClass;
  readonly mockServes: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Answers from the cache where it can, from models where it must. */
export class CachedModels {
  readonly #models: PaidModels;
  readonly #cache: AnswerCache | undefined;
  readonly #random: () => number;

  constructor(models: PaidModels, cache: AnswerCache | undefined, random: () => number = Math.random) {
    this.#models = models;
    this.#cache = cache;
    this.#random = random;
  }

  /** @throws as PaidModels does */
  async ask<Input, Answer>(paid: PaidQuestion<Input, Answer>): Promise<Written | LeftToRules> {
    const { task, question, route, repositories } = paid;
    const [by] = route;
    const hit = await this.#cache?.find({ task, question, by, repositories });
    if (!hit) return this.#askAndKeep(paid);
    const doubted = hit.how === 'semantic-cache' && this.#random() * CHECK_ONE_IN < 1;
    return (doubted ? await this.#check(paid, hit) : undefined) ?? { by, wire: hit.wire, usages: [hit.usage] };
  }

  async #askAndKeep<Input, Answer>(paid: PaidQuestion<Input, Answer>): Promise<Written | LeftToRules> {
    const { task, question, route, repositories } = paid;
    const written = await this.#models.ask(task, question, route, paid);
    if ('wire' in written) {
      // Under the model that wrote it: what a cheaper one wrote is no answer of the first.
      const asked: Asked<Input, Answer> = { task, question, by: written.by, repositories };
      await this.#cache?.keep(asked, written);
    }
    return written;
  }

  /** Asks although there is an answer. Where that fails the answer from the cache stands. */
  async #check<Input, Answer>(paid: PaidQuestion<Input, Answer>, hit: Hit): Promise<Written | undefined> {
    try {
      const fresh = await this.#askAndKeep(paid);
      if (!('wire' in fresh)) return undefined;
      const { model } = paid.task;
      const [then, now] = [hit.wire, fresh.wire].map((wire) => model.read(wire, paid.question.input));
      const outcome = isDeepStrictEqual(then, now) ? 'same' : 'different';
      count('llmCacheChecks', { task: paid.task.name, outcome });
      return fresh;
    } catch (error) {
      logger('llm').warn({ error }, 'an answer from the cache could not be checked');
      return undefined;
    }
  }
}
