import { count, logger } from '@arbiter/telemetry';
import type { Answered, AskOptions, LanguageModel, Question, Task } from './language-model.ts';
import type { LlmConfig } from './llm.config.ts';
import { TaskNotServed } from './llm.errors.ts';
import { isAvailable, PROVIDERS, type ProviderName } from './providers/catalogue.ts';

/** Which key stands for which provider, in the order of choice. */
const KEYS = [
  ['openai', 'OPENAI_API_KEY'],
  ['anthropic', 'ANTHROPIC_API_KEY'],
  ['groq', 'GROQ_API_KEY'],
] as const satisfies readonly (readonly [ProviderName, keyof LlmConfig])[];

/** Where questions go in: it knows who answers which task, and counts every call. */
export class ModelRouter {
  readonly #model: LanguageModel;

  constructor(config: LlmConfig) {
    const make = PROVIDERS[providerOf(config)];
    if (!make) throw new TypeError('The configuration names a provider that cannot be asked.');
    this.#model = make();
  }

  /**
   * Asks many questions of one kind at once; answers stand in the order of the questions.
   * @throws TaskNotServed where the configured provider cannot do the task
   */
  async askAll<Input, Answer>(
    task: Task<Input, Answer>,
    questions: readonly Question<Input>[],
    options: AskOptions = {},
  ): Promise<readonly Answered<Answer>[]> {
    const { provider, model } = this.#model;
    if (!this.#model.serves(task.name)) throw new TaskNotServed(provider, task.name);
    if (questions.length === 0) return [];
    const answers = await this.#model.askAll(task, questions, options);
    count('llmRequests', { provider, model, task: task.name }, answers.length);
    return answers;
  }
}

/** Who answers: whom the operator named, else the first whose key is there, else mock. */
function providerOf(config: LlmConfig): ProviderName {
  if (config.LLM_PROVIDER !== undefined) return config.LLM_PROVIDER;
  const keyed = KEYS.filter(([, variable]) => config[variable] !== undefined).map(([provider]) => provider);
  const chosen = keyed.find(isAvailable);
  if (chosen === undefined && keyed.length > 0) {
    logger('llm').warn({ keyed, serving: 'mock' }, 'no provider with a key can be asked by this version');
  }
  return chosen ?? 'mock';
}
