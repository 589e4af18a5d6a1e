import { DependencyDown, Postponed } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { NothingLeft } from '../budget/budget-gate.ts';
import type { AnswerUsage, Question, Usages } from '../language-model.ts';
import { AnswerRefused, AnswerUnusable, BudgetExhausted, noteUsages } from '../llm.errors.ts';
import type { PaidName } from '../providers/provider-names.ts';
import { ModelFault } from '../providers/model-fault.ts';
import type { Dearness } from '../routing/dearness.ts';
import { type RoutedModel, downgradesOf } from '../routing/routes.ts';
import { type ModelTask, openingOf, parse, repairOf } from './conversation.ts';
import type { PatientProvider } from './patient-provider.ts';

/** What a model made of a question, and what was billed for it. */
export interface Written {
  readonly by: RoutedModel;
  readonly wire: unknown;
  readonly usages: Usages;
}

/** The budget wants rules to answer. What was billed before it said so. */
export interface LeftToRules {
  readonly billed: readonly AnswerUsage[];
}

/** Faults of what the operator set up or of the world: the work waits, it is not at fault. */
const WORLD: ReadonlySet<ModelFault['kind']> = new Set([
  'unreachable',
  'rate-limited',
  'account',
  'breaker-open',
] as const);

/** Asks paid models along a route: on faults the next that is no dearer, on an empty budget the cheaper ones. */
export class PaidModels {
  readonly #providers: ReadonlyMap<string, PatientProvider>;
  readonly #dearness: Dearness;
  readonly #log = logger('llm');

  constructor(providers: ReadonlyMap<PaidName, PatientProvider>, dearness: Dearness) {
    this.#providers = providers;
    this.#dearness = dearness;
  }

  /**
   * @returns what a model wrote, or that the budget wants rules to answer instead
   * @throws BudgetExhausted, Postponed, DependencyDown, AnswerUnusable, AnswerRefused, ModelFault; `usagesOf` tells what
   * was billed
   */
  async ask<Input, Answer>(
    task: ModelTask<Input, Answer>,
    question: Question<Input>,
    route: readonly RoutedModel[],
    options: { readonly mockServes: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<Written | LeftToRules> {
    const usages: AnswerUsage[] = [];
    const began = performance.now();
    try {
      return await this.#alongRoute(task, question, route, usages, options.signal).catch((error: unknown) => {
        if (!(error instanceof NothingLeft)) throw error;
        return this.#within(error, task, question, route, usages, options);
      });
    } catch (error) {
      throw noteUsages(this.#workOrWorld(error, began), usages);
    }
  }

  /**
   * A fault of the world holds the work; one that the work itself may have brought about counts as a failed attempt. Where
   * a provider's own error comes again and again, it is the work's if others were answered meanwhile; else nobody knows.
   */
  #workOrWorld(error: unknown, began: number): unknown {
    if (!(error instanceof ModelFault)) return error;
    const { kind, provider: name, message } = error;
    if (WORLD.has(kind)) return new DependencyDown(name, error);
    const answered = this.#providers.get(name)?.answeredSince(began);
    return kind === 'server' && answered !== true ? new Postponed(message, undefined, error) : error;
  }

  async #alongRoute<Input, Answer>(
    task: ModelTask<Input, Answer>,
    question: Question<Input>,
    route: readonly RoutedModel[],
    usages: AnswerUsage[],
    signal: AbortSignal | undefined,
  ): Promise<Written> {
    let fault: unknown;
    for (const model of route) {
      const [first] = route;
      if (fault !== undefined && !(first && (await this.#dearness.noDearer(model, first)))) continue;
      try {
        return await this.#askModel(task, question, model, usages, signal);
      } catch (error) {
        if (!(error instanceof ModelFault)) throw error;
        const { kind, status } = error;
        this.#log.warn({ ...model, kind, status }, 'a model did not answer');
        if (!error.retryable) throw error;
        // The best model's fault is what the caller is told.
        fault ??= error;
      }
    }
    throw fault;
  }

  /** What the budget that refused wants: cheaper models, rules, or nothing before its period turns. */
  async #within<Input, Answer>(
    { budget }: NothingLeft,
    task: ModelTask<Input, Answer>,
    question: Question<Input>,
    route: readonly RoutedModel[],
    usages: AnswerUsage[],
    { mockServes, signal }: { readonly mockServes: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<Written | LeftToRules> {
    const wish = budget?.onExhausted ?? 'defer';
    for (const model of wish === 'downgrade' ? downgradesOf(route) : []) {
      try {
        return await this.#askModel(task, question, model, usages, signal);
      } catch (error) {
        if (!(error instanceof NothingLeft || (error instanceof ModelFault && error.retryable))) throw error;
      }
    }
    if (wish !== 'defer' && mockServes) return { billed: usages };
    throw new BudgetExhausted(budget?.periodEndsAt ?? null, budget?.scope === 'review' ? undefined : budget?.id);
  }

  /** Asks one model, and once more where its answer cannot be read. Each answer's usage is added to the list. */
  async #askModel<Input, Answer>(
    task: ModelTask<Input, Answer>,
    question: Question<Input>,
    by: RoutedModel,
    usages: AnswerUsage[],
    signal: AbortSignal | undefined,
  ): Promise<Written> {
    const provider = this.#providers.get(by.provider);
    if (!provider) throw new TypeError('The route names a provider that is not set up.');
    const { output, wire: schema } = task.model;
    const opening = openingOf(task, question.input);
    let conversation = opening;
    for (let repaired = false; ; repaired = true) {
      const asked = { task: task.name, model: by.model, conversation, output, account: question.account };
      const { completion, usage } = await provider.ask(asked, signal);
      const all: Usages = [...usages, usage];
      usages.push(usage);
      if (completion.end === 'refused') throw new AnswerRefused(by.model);
      const parsed = parse(completion, schema);
      if ('wire' in parsed) return { by, wire: parsed.wire, usages: all };
      if (repaired) throw new AnswerUnusable(by.model, parsed.problem);
      conversation = repairOf(opening, completion, parsed.problem);
    }
  }
}
