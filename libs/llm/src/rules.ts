/** What stand-ins for models answer by; without Nest, and in erasable TypeScript. */
export { answerPrompt } from './providers/mock/answer-prompt.ts';
