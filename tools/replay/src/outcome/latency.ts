import type { ApiClient } from './api-client.ts';

/** Milliseconds from the webhook's acceptance to the last step of a commit's journey, of a few commits. */
export interface Latency {
  readonly sample: number;
  readonly p50: number;
  readonly p95: number;
}

interface JourneyAnswer {
  readonly steps: readonly { readonly time: string }[];
}

/** Asks the journal for the times of some journeys. Undefined where it has none of them. */
export async function readLatency(
  api: ApiClient,
  shas: readonly string[],
  query: Readonly<Record<string, string>>,
): Promise<Latency | undefined> {
  const millis: number[] = [];
  for (const sha of shas) {
    const journey = await api.get<JourneyAnswer>(`/api/v1/commits/${sha}/journey`, query);
    const times = journey?.steps.map(({ time }) => Date.parse(time)) ?? [];
    if (times.length > 1) millis.push(Math.max(...times) - Math.min(...times));
  }
  if (millis.length === 0) return undefined;
  millis.sort((a, b) => a - b);
  return { sample: millis.length, p50: percentile(millis, 0.5), p95: percentile(millis, 0.95) };
}

/** The smallest value that at least this part of the sorted values does not exceed. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(Math.ceil(sorted.length * part) - 1, 0)] ?? Number.NaN;
}
