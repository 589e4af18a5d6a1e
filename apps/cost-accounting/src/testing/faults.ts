import type { ModelStep, StepName } from '@arbiter/testing';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How often each fault comes, in a thousand calls; all the others are answered well. */
const FAULTS: readonly (readonly [StepName, number])[] = [
  ['rate-limited', 30],
  ['error', 20],
  ['overloaded', 10],
  ['fenced', 10],
  ['wrong-schema', 6],
  ['hang-up', 6],
  ['half-body', 6],
  ['not-json', 4],
  ['no-usage', 4],
  ['cut', 4],
  ['stall', 3],
  ['refusal', 3],
  ['negative-usage', 2],
];

/** What a provider does with a call: mostly what it should, and it writes much, as models do. */
export function fateOf(random: () => number, limit: number, prompt: number): ModelStep {
  let left = random() * 1_000;
  const kind = FAULTS.find(([, often]) => (left -= often) < 0)?.[0] ?? 'answer';
  const output = Math.max(1, Math.floor(limit * (0.5 + random() / 2)));
  const cacheRead = Math.floor((prompt * random()) / 2);
  const usage = { input: prompt - cacheRead, cacheRead, output, reasoning: Math.floor(output * random()) };
  return { kind, usage, retryAfter: 0, delay: Math.floor(random() * 20) };
}
