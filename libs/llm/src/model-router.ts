import { count } from '@arbiter/telemetry';
import { CachedModels } from './ask/cached-models.ts';
import type { ModelTask } from './ask/conversation.ts';
import { PaidModels } from './ask/paid-models.ts';
import { PatientProvider } from './ask/patient-provider.ts';
import { type Asks, BudgetGate } from './budget/budget-gate.ts';
import { AnswerCache } from './cache/answer-cache.ts';
import { InputBounds } from './budget/input-bound.ts';
import type { CacheStore } from './cache/cache-store.ts';
import type { Answered, AskOptions, Question, RepositoryClass, ReviewCaps, Task } from './language-model.ts';
import type { LlmConfig } from './llm.config.ts';
import { TaskNotServed } from './llm.errors.ts';
import { providersOf } from './providers/catalogue.ts';
import type { ProviderName } from './providers/provider-names.ts';
import { MockProvider } from './providers/mock/mock.provider.ts';
import { Dearness } from './routing/dearness.ts';
import { repositoryClasses } from './routing/repository-class.ts';
import { type Choice, type RoutedModel, routeOf } from './routing/routes.ts';

/** What paid models need besides their keys. */
export interface Surroundings {
  /** The budgets are asked through it. */
  readonly queries: Asks;
  /** Absent: nothing is kept for reuse. */
  readonly store?: CacheStore | undefined;
  /** Calls of one provider that are under way at once. */
  readonly atOnce: number;
  readonly random?: () => number;
  /** Ends the calls of whoever asks, where the question comes without a signal of its own. */
  readonly signal?: () => AbortSignal | undefined;
}

/** Where questions go in: it knows who answers which task, and counts every call. */
export class ModelRouter {
  readonly #mock = new MockProvider();
  readonly #classOf: ReturnType<typeof repositoryClasses>;
  readonly #choice: Choice;
  /** What the operator allows one review to use. */
  readonly reviewCaps: ReviewCaps;
  readonly #paid: CachedModels | undefined;
  readonly #dearness: Dearness | undefined;
  readonly #signal: Surroundings['signal'];

  /** @throws ConfigError where the provider that `LLM_PROVIDER` names has no key */
  constructor(config: LlmConfig, surroundings?: Surroundings) {
    const providers = providersOf(config);
    this.#classOf = repositoryClasses(config);
    this.reviewCaps = { usd: config.ARBITER_MAX_COST_PER_REVIEW_USD, tokens: config.ARBITER_MAX_TOKENS_PER_REVIEW };
    this.#signal = surroundings?.signal;
    this.#choice = {
      available: [...providers.keys()],
      defaultModel: config.ARBITER_DEFAULT_MODEL,
      only: config.LLM_PROVIDER !== undefined,
    };
    if (providers.size === 0) return;
    if (!surroundings) throw new TypeError('Paid models are asked only where budgets can be.');
    const { queries, store, atOnce, random } = surroundings;
    const timeout = config.ARBITER_LLM_TIMEOUT * 1_000;
    const rules = {
      gate: new BudgetGate(queries),
      bounds: new InputBounds(),
      timeout,
      reviewCaps: this.reviewCaps,
      retries: config.ARBITER_LLM_MAX_RETRIES,
      atOnce,
    };
    this.#dearness = new Dearness(queries);
    const patient = [...providers].map(([name, provider]) => [name, new PatientProvider(provider, rules)] as const);
    const ttl = config.ARBITER_CACHE_TTL_HOURS * 3_600;
    const cache = store && ttl > 0 ? new AnswerCache(store, ttl) : undefined;
    this.#paid = new CachedModels(new PaidModels(new Map(patient), this.#dearness), cache, random);
  }

  /** Whether anything is asked over the network, for money: then answers take seconds, and each is worth keeping at once. */
  get asksPaidModels(): boolean {
    return this.#paid !== undefined;
  }

  /**
   * Asks many questions of one kind at once; answers stand in the order of the questions. Fails whole: whoever wants to
   * keep each answer that was paid for asks one by one.
   * @throws TaskNotServed where nobody can do the task
   * @throws BudgetExhausted where no budget is left for it, Postponed where it may succeed later, and DependencyDown where
   * nothing can be asked now
   * @throws AnswerUnusable, AnswerRefused, ModelFault where the answer is at fault; `usagesOf` tells what was billed for it
   */
  async askAll<Input, Answer>(
    task: Task<Input, Answer>,
    questions: readonly Question<Input>[],
    { signal = this.#signal?.() }: AskOptions = {},
  ): Promise<readonly Answered<Answer>[]> {
    if (this.#paid === undefined) return this.#answerByRules(task, questions);
    return Promise.all(questions.map((question) => this.#ask(task, question, signal)));
  }

  /** Who is asked first for a task on this account: whoever packs a prompt wants to know whose tokens it is counted in. */
  async answererOf(
    task: Pick<Task<never, unknown>, 'name' | 'model'>,
    who: Pick<Question<never>, 'account' | 'wish'>,
  ): Promise<{ readonly provider: ProviderName; readonly model: string }> {
    const [first] = task.model ? (await this.#routeFor(task, who)).route : [];
    return first ?? { provider: this.#mock.provider, model: this.#mock.model };
  }

  /** What the operator says of a repository holds before what it wishes itself: it is the operator who pays. */
  async #routeFor(
    { name }: Pick<Task<never, unknown>, 'name'>,
    { account, wish }: Pick<Question<never>, 'account' | 'wish'>,
  ): Promise<{ readonly repositories: RepositoryClass; readonly route: readonly RoutedModel[] }> {
    const ours = this.#classOf(account?.repository);
    const repositories = ours === 'standard' ? (wish?.class ?? ours) : ours;
    const route = routeOf(name, repositories, this.#choice);
    const [first] = route;
    if (!this.#dearness || !first || wish?.model === undefined) return { repositories, route };
    const [wished] = routeOf(name, repositories, { ...this.#choice, defaultModel: wish.model });
    const granted = wished?.model === wish.model && (await this.#dearness.noDearer(wished, first));
    return { repositories, route: granted ? [wished, ...route] : route };
  }

  async #ask<Input, Answer>(
    task: Task<Input, Answer>,
    question: Question<Input>,
    signal: AbortSignal | undefined,
  ): Promise<Answered<Answer>> {
    const { repositories, route } = await this.#routeFor(task, question);
    const [first, ...rest] = route;
    if (!this.#paid || !first || !isModelTask(task)) return this.#byRules(task, question);
    const mockServes = this.#mock.serves(task);
    const written = await this.#paid.ask({ task, question, route: [first, ...rest], repositories, mockServes, signal });
    if ('wire' in written) {
      return { answer: task.model.read(written.wire, question.input), usages: written.usages };
    }
    const { answer, usages } = this.#byRules(task, question);
    return { answer, usages: [...written.billed, ...usages] };
  }

  #byRules<Input, Answer>(task: Task<Input, Answer>, question: Question<Input>): Answered<Answer> {
    const [answered] = this.#answerByRules(task, [question]);
    if (!answered) throw new TypeError('One question has one answer.');
    return answered;
  }

  #answerByRules<Input, Answer>(
    task: Task<Input, Answer>,
    questions: readonly Question<Input>[],
  ): readonly Answered<Answer>[] {
    const { provider, model } = this.#mock;
    if (!this.#mock.serves(task)) throw new TaskNotServed(provider, task.name);
    if (questions.length > 0) count('llmRequests', { provider, model, task: task.name }, questions.length);
    return this.#mock.answerAll(task, questions);
  }
}

const isModelTask = <Input, Answer>(task: Task<Input, Answer>): task is ModelTask<Input, Answer> =>
  task.model !== undefined;
