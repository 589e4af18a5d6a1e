import { ConfigError } from '@arbiter/service';
import type { LlmConfig } from '../llm.config.ts';
import { AnthropicProvider } from './anthropic/anthropic.provider.ts';
import { OpenAiProvider } from './openai/openai.provider.ts';
import type { ModelProvider } from './provider.ts';
import type { PaidName } from './provider-names.ts';

/** Groq's OpenAI-compatible door. */
const GROQ = 'https://api.groq.com/openai/v1';

/** Groq's models that take a JSON Schema; the others answer in JSON, and are told its form. */
const GROQ_SCHEMA = /gpt-oss|kimi|llama-4|qwen3/;

/** A compatible server without keys takes any. */
const NO_KEY = 'none';

/** How each provider is made of the configuration; undefined where it is not set up. */
const MAKERS: Readonly<Record<PaidName, (config: LlmConfig) => ModelProvider | undefined>> = {
  // A compatible server without keys must be named: an address alone costs nothing.
  openai: ({ LLM_PROVIDER: named, OPENAI_API_KEY: key, OPENAI_BASE_URL: baseURL }) =>
    key === undefined && (named !== 'openai' || baseURL === undefined)
      ? undefined
      : new OpenAiProvider({ name: 'openai', apiKey: key ?? NO_KEY, baseURL, takesSchema: () => true }),
  anthropic: ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: baseURL }) =>
    key === undefined ? undefined : new AnthropicProvider({ name: 'anthropic', apiKey: key, baseURL }),
  groq: ({ GROQ_API_KEY: key, GROQ_BASE_URL: baseURL = GROQ }) =>
    key === undefined
      ? undefined
      : new OpenAiProvider({ name: 'groq', apiKey: key, baseURL, takesSchema: (model) => GROQ_SCHEMA.test(model) }),
};

/**
 * The providers that may be asked. `LLM_PROVIDER` names the only one.
 * @throws ConfigError where that one has no key
 */
export function providersOf(config: LlmConfig): ReadonlyMap<PaidName, ModelProvider> {
  const { LLM_PROVIDER: named } = config;
  if (named === 'mock') return new Map();
  const names = named === undefined ? (['openai', 'anthropic', 'groq'] as const) : [named];
  const providers = new Map<PaidName, ModelProvider>();
  for (const name of names) {
    const provider = MAKERS[name](config);
    if (provider) providers.set(name, provider);
  }
  if (named !== undefined && providers.size === 0) {
    const variable = `${named.toUpperCase()}_API_KEY`;
    throw new ConfigError([
      { variable, message: `is missing, and LLM_PROVIDER is ${named}: give the key, or leave LLM_PROVIDER out` },
    ]);
  }
  return providers;
}
