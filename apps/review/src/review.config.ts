import { llmConfig } from '@arbiter/llm';
import { defineConfig, integer, number } from '@arbiter/service';
import type { z } from 'zod';

export const reviewConfig = defineConfig({
  ...llmConfig,
  MIN_AI_CONFIDENCE_THRESHOLD: number(0, 1)
    .default(0.75)
    .describe('Below this confidence a promise is ambiguous and waits for a human.'),
  MAX_INPUT_CHARS: integer(1, 100_000_000).default(15_000).describe('How much of a text is read, in characters.'),
  ARBITER_PROMISE_GRACE_HOURS: integer(0, 8_760)
    .default(24)
    .describe('Hours after which a promise that is due, with nothing that shows it kept, counts as broken.'),
  ARBITER_PROMISE_EXPIRY_DAYS: integer(1, 3_650)
    .default(90)
    .describe('Days after which a promise without a date runs out.'),
});
export type ReviewConfig = Readonly<z.infer<typeof reviewConfig>>;
