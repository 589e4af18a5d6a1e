import type { Tone } from '@arbiter/contracts';
import { milder } from './tones.ts';

/** How directly people are used to being spoken to. */
export const DIRECTNESS = ['low', 'medium', 'high'] as const;
export type Directness = (typeof DIRECTNESS)[number];

const HARDEST: Readonly<Record<Directness, Tone>> = { low: 'neutral', medium: 'firm', high: 'confrontational' };

/** Rule 9: where people are not used to directness, firm becomes neutral. */
export const softened = (tone: Tone, directness: Directness): Tone => milder(tone, HARDEST[directness]);

/** Of several opinions the mildest counts. */
export const leastDirect = (...opinions: readonly (Directness | undefined)[]): Directness =>
  DIRECTNESS.find((one) => opinions.includes(one)) ?? 'high';
