export {
  type Account,
  type Answered,
  type AnswerUsage,
  type AskOptions,
  type ModelSide,
  type Prompt,
  type Question,
  type RepositoryClass,
  type ReviewCaps,
  type Task,
  type TaskName,
  type Usages,
  type Wish,
} from './language-model.ts';
export { type LlmConfig, llmConfig } from './llm.config.ts';
export { AnswerRefused, AnswerUnusable, BudgetExhausted, TaskNotServed, usagesOf } from './llm.errors.ts';
export { LlmModule } from './llm.module.ts';
export { ModelRouter, type Surroundings } from './model-router.ts';
export { type FaultKind, ModelFault } from './providers/model-fault.ts';
export { PROVIDER_NAMES, type ProviderName } from './providers/provider-names.ts';
export { ExtractedItem, ExtractionAnswer, ExtractionInput, MAX_ITEMS } from './tasks/extraction.answer.ts';
export { extraction } from './tasks/extraction.task.ts';
