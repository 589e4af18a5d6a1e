import { secret } from '@arbiter/service';
import { z } from 'zod';
import { isAvailable, PROVIDER_NAMES, PROVIDERS } from './providers/catalogue.ts';

const key = (provider: string) => secret(z.string().min(1)).optional().describe(`Key for ${provider}.`);

/** The variables by which an operator chooses who answers; an app that asks models spreads them into its own. */
export const llmConfig = {
  LLM_PROVIDER: z
    .enum(PROVIDER_NAMES)
    .refine(
      isAvailable,
      `names a provider that this version cannot ask; available: ${Object.keys(PROVIDERS).join(', ')}. ` +
        'Choose one of these, or leave the variable out',
    )
    .optional()
    .describe(`Who answers every task: ${PROVIDER_NAMES.join(', ')}. Unset: chosen from the keys present, else mock.`),
  OPENAI_API_KEY: key('OpenAI'),
  ANTHROPIC_API_KEY: key('Anthropic'),
  GROQ_API_KEY: key('Groq'),
} as const;

export type LlmConfig = Readonly<z.infer<z.ZodObject<typeof llmConfig>>>;
