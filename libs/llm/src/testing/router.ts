import { defineConfig, loadConfig } from '@arbiter/service';
import type { ModelServer } from '@arbiter/testing';
import type { CacheStore } from '../cache/cache-store.ts';
import { llmConfig } from '../llm.config.ts';
import { ModelRouter } from '../model-router.ts';
import type { Till } from './till.ts';

export const config = (environment: Readonly<Record<string, string>>) =>
  loadConfig(defineConfig(llmConfig), environment);

/** Keys and addresses of all three providers, as an operator would set them. */
export const doors = (server: ModelServer): Record<string, string> => ({
  OPENAI_API_KEY: 'sk-test',
  OPENAI_BASE_URL: server.openai,
  ANTHROPIC_API_KEY: 'sk-ant-test',
  ANTHROPIC_BASE_URL: server.anthropic,
  GROQ_API_KEY: 'gsk-test',
  GROQ_BASE_URL: server.groq,
});

/** A router that asks the server for models and the till for money. */
export const routerTo = (
  server: ModelServer,
  till: Till,
  environment: Readonly<Record<string, string>>,
  more: { readonly store?: CacheStore; readonly random?: () => number; readonly atOnce?: number } = {},
): ModelRouter => new ModelRouter(config({ ...doors(server), ...environment }), { queries: till, atOnce: 8, ...more });
