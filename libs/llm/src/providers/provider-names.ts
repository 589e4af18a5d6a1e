/** Every provider that configuration may name. */
export const PROVIDER_NAMES = ['mock', 'openai', 'anthropic', 'groq'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Those that are asked over the network, for money. */
export type PaidName = Exclude<ProviderName, 'mock'>;
