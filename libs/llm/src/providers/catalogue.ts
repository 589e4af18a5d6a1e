import type { LanguageModel } from '../language-model.ts';
import { MockProvider } from './mock/mock.provider.ts';

/** Every provider that configuration may name. */
export const PROVIDER_NAMES = ['mock', 'openai', 'anthropic', 'groq'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Those that can be asked, and how each is made. A provider is a folder beside this file and a line in this table. */
export const PROVIDERS: Readonly<Partial<Record<ProviderName, () => LanguageModel>>> = {
  mock: () => new MockProvider(),
};

export const isAvailable = (name: ProviderName): boolean => name in PROVIDERS;
