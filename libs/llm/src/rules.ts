/** The rules of the mock and the reading of prompts, for stand-ins of models; without Nest, and in erasable TypeScript. */
export { extract } from './providers/mock/extraction/extract.ts';
export type { ExtractedItem } from './tasks/extraction.answer.ts';
export { textOfPrompt } from './tasks/extraction.prompt.ts';
