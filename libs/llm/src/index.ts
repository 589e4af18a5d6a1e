export {
  type Answered,
  type AnswerUsage,
  type AskOptions,
  type LanguageModel,
  type Question,
  type Task,
  type TaskName,
} from './language-model.ts';
export { type LlmConfig, llmConfig } from './llm.config.ts';
export { TaskNotServed } from './llm.errors.ts';
export { LlmModule } from './llm.module.ts';
export { ModelRouter } from './model-router.ts';
export { PROVIDER_NAMES, type ProviderName } from './providers/catalogue.ts';
export { ExtractedItem, extraction, ExtractionAnswer, ExtractionInput, MAX_ITEMS } from './tasks/extraction.task.ts';
