import { forgeConfig } from '@arbiter/forge';
import { llmConfig } from '@arbiter/llm';
import { defineConfig, flag, integer, number } from '@arbiter/service';
import { z } from 'zod';

export const reviewConfig = defineConfig({
  ...llmConfig,
  ...forgeConfig,
  MIN_AI_CONFIDENCE_THRESHOLD: number(0, 1)
    .default(0.75)
    .describe('Below this confidence a promise is ambiguous and waits for a human.'),
  MAX_INPUT_CHARS: integer(1, 100_000_000).default(15_000).describe('How much of a text is read, in characters.'),
  ARBITER_PROMISE_GRACE_HOURS: integer(0, 8_760)
    .default(24)
    .describe('Hours after which a promise that is due, with nothing that shows it kept, counts as broken.'),
  ARBITER_READ_REPOSITORIES: z
    .enum(['all', 'listed'])
    .default('all')
    .describe(
      'Which repositories are read for promises: all that send webhooks, or those that were opted in one by one.',
    ),
  ARBITER_RETENTION_COMMITMENTS_DAYS: integer(1, 36_500)
    .default(180)
    .describe('Days for which promises are kept after their end.'),
  ARBITER_PROMISE_EXPIRY_DAYS: integer(1, 3_650)
    .default(90)
    .describe('Days after which a promise without a date runs out.'),
  ARBITER_POST_COMMENTS: flag(true).describe('Whether reviews are posted as comments.'),
  ARBITER_UPDATE_STATUS: flag(true).describe('Whether the status of the reviewed commit is set.'),
  ARBITER_STATUS_CHECK_CONTEXT: z.string().min(1).max(255).default('arbiter').describe("The status's name."),
  ARBITER_FOLLOWUP_ENABLED: flag(true).describe('Whether comments that ask for something are answered.'),
  ARBITER_FOLLOWUP_CONFIDENCE_THRESHOLD: number(0, 1)
    .default(0.5)
    .describe('Below this confidence a follow-up answer is not given.'),
  ARBITER_FOLLOWUP_MAX_TOKENS_PER_RESPONSE: integer(1, 1_000_000)
    .default(2_000)
    .describe('Tokens that one follow-up answer may have.'),
});
export type ReviewConfig = Readonly<z.infer<typeof reviewConfig>>;
