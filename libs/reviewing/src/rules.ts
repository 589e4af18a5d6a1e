/** What stand-ins for models answer by; without Nest, and in erasable TypeScript. */
export { answerReviewPrompt } from './asking/answer-prompt.ts';
