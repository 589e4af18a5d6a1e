import type { RepositoryClass, TaskName } from '../language-model.ts';
import type { PaidName } from '../providers/provider-names.ts';

/** A model, and who is asked for it. */
export interface RoutedModel {
  readonly provider: PaidName;
  readonly model: string;
}

/** The model that the operator chose for whatever has no route of its own. */
const DEFAULT = 'default';
type Step = RoutedModel | typeof DEFAULT;

/**
 * Which models do which task, best first. A provider without a key is passed over. For a critical repository the default
 * model does everything; for a repository of class `mock` no model is asked.
 */
const ROUTES: Readonly<Record<TaskName, readonly Step[]>> = {
  extraction: [{ provider: 'groq', model: 'llama-3.3-70b-versatile' }, DEFAULT],
  tone: [{ provider: 'openai', model: 'gpt-4o' }, DEFAULT],
  review: [DEFAULT],
  'follow-up': [DEFAULT],
  judge: [DEFAULT],
  fulfilment: [DEFAULT],
};

/** What each provider does a task with where the operator's default is another's. */
const OWN_MODELS: Readonly<Record<PaidName, string>> = {
  openai: 'gpt-4o',
  anthropic: 'claude-sonnet-5',
  groq: 'llama-3.3-70b-versatile',
};

/** The next cheaper model of the same provider: what a budget that is nearly used up still allows. */
const CHEAPER: Readonly<Record<string, string>> = {
  'gpt-4o': 'gpt-4o-mini',
  'gpt-4.1': 'gpt-4.1-mini',
  'claude-opus-5': 'claude-sonnet-5',
  'claude-opus-4-8': 'claude-sonnet-5',
  'claude-sonnet-5': 'claude-haiku-4-5',
  'claude-sonnet-4-6': 'claude-haiku-4-5',
  'llama-3.3-70b-versatile': 'llama-3.1-8b-instant',
};

/** Whose a model is, by its name; a name that tells nothing may be anybody's. */
function ownerOf(model: string): PaidName | undefined {
  if (/^(?:gpt-|o\d|chatgpt-)/.test(model)) return 'openai';
  if (model.startsWith('claude')) return 'anthropic';
  return /^(?:llama-|meta-llama\/|openai\/gpt-oss|moonshotai\/|qwen\/)/.test(model) ? 'groq' : undefined;
}

/** Who may be asked, and what the operator chose. */
export interface Choice {
  /** In the order of choice. */
  readonly available: readonly PaidName[];
  readonly defaultModel: string;
  /** `LLM_PROVIDER` names the only one: it does every task with the default model. */
  readonly only: boolean;
}

/** The models for a task, best first; none where rules do it. */
export function routeOf(task: TaskName, repositories: RepositoryClass, choice: Choice): readonly RoutedModel[] {
  if (repositories === 'mock' || choice.available.length === 0) return [];
  const steps = choice.only || repositories === 'critical' ? ([DEFAULT] as const) : ROUTES[task];
  const models = steps.flatMap((step) => {
    const model = step === DEFAULT ? defaultOf(choice) : step;
    return model && choice.available.includes(model.provider) ? [model] : [];
  });
  return models.filter((model, index) => models.findIndex((other) => sameModel(other, model)) === index);
}

/** The default model at the provider whose it is; where that one may not be asked, the first provider's own. */
function defaultOf({ available, defaultModel, only }: Choice): RoutedModel | undefined {
  const [first] = available;
  if (first === undefined) return undefined;
  const owner = ownerOf(defaultModel);
  if (owner !== undefined && available.includes(owner)) return { provider: owner, model: defaultModel };
  // A name that is not the shipped default was chosen with the provider in mind.
  const chosen = defaultModel !== OWN_MODELS.openai && (only || owner === undefined);
  return { provider: first, model: chosen || first === 'openai' ? defaultModel : OWN_MODELS[first] };
}

/** The cheaper models to go down to, dearest first, each at the same provider. */
export function downgradesOf(route: readonly RoutedModel[]): readonly RoutedModel[] {
  const found: RoutedModel[] = [];
  for (const { provider, model } of route) {
    for (let next = CHEAPER[model]; next !== undefined; next = CHEAPER[next]) {
      const step = { provider, model: next };
      if (![...route, ...found].some((known) => sameModel(known, step))) found.push(step);
    }
  }
  return found;
}

export const sameModel = (one: RoutedModel, other: RoutedModel): boolean =>
  one.provider === other.provider && one.model === other.model;
