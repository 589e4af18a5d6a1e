import { integer, secret } from '@arbiter/service';
import { z } from 'zod';
import { PROVIDER_NAMES } from './providers/provider-names.ts';

const key = (provider: string) => secret(z.string().min(1)).optional().describe(`Key for ${provider}.`);

const address = (provider: string) =>
  z
    .string()
    .regex(/^https?:\/\/[^\s/]+/, 'must look like https://models.example.com/v1')
    .optional()
    .describe(`Address of ${provider}; unset: its own.`);

/** Names of repositories, separated by commas; `*` stands for any letters. */
const repositories = (kind: string) =>
  z
    .string()
    .transform((names) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .default([])
    .describe(`${kind} \`owner/name\`, separated by commas; \`*\` stands for anything.`);

/** The variables by which an operator chooses who answers, and for how much; an app that asks models spreads them into its own. */
export const llmConfig = {
  LLM_PROVIDER: z
    .enum(PROVIDER_NAMES)
    .optional()
    .describe(`Who answers every task: ${PROVIDER_NAMES.join(', ')}. Unset: chosen from the keys present, else mock.`),
  OPENAI_API_KEY: key('OpenAI'),
  ANTHROPIC_API_KEY: key('Anthropic'),
  GROQ_API_KEY: key('Groq'),
  OPENAI_BASE_URL: address('an OpenAI-compatible server'),
  ANTHROPIC_BASE_URL: address('Anthropic'),
  GROQ_BASE_URL: address('Groq'),
  ARBITER_DEFAULT_MODEL: z
    .string()
    .min(1)
    .max(128)
    .default('gpt-4o')
    .describe('The model for whatever no route names. Left as it is, other providers use one of their own.'),
  ARBITER_LLM_TIMEOUT: integer(1, 3_000)
    .default(60)
    .describe('Longest time that one call of a model may take, seconds.'),
  ARBITER_LLM_MAX_RETRIES: integer(0, 20).default(3).describe('Further attempts after one that came to nothing.'),
  ARBITER_MAX_TOKENS_PER_REVIEW: integer(1, 1_000_000_000).default(50_000).describe('Tokens that one review may use.'),
  ARBITER_MAX_COST_PER_REVIEW_USD: z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,12})?$/, 'must be US dollars such as 0.50')
    .default('0.50')
    .describe('What one review may cost, US dollars.'),
  ARBITER_CACHE_TTL_HOURS: integer(0, 8_760)
    .default(24)
    .describe('How long answers are kept for reuse; 0: not at all.'),
  ARBITER_CRITICAL_REPOSITORIES: repositories('Repositories that always get the default model:'),
  ARBITER_MOCK_REPOSITORIES: repositories('Repositories for which no model is ever asked:'),
} as const;

export type LlmConfig = Readonly<z.infer<z.ZodObject<typeof llmConfig>>>;
