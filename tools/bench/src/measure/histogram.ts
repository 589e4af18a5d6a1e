/** Observations so far at or below each bound, in the order of the bounds. */
export type Buckets = readonly { readonly bound: number; readonly count: number }[];

/** Reads a histogram from a service's metrics, all labels taken together. Empty before its first observation. */
export async function readBuckets(metrics: string, name: string): Promise<Buckets> {
  const response = await fetch(metrics);
  if (!response.ok) throw new Error(`${metrics} answers ${response.status}`);
  const counts = new Map<number, number>();
  for (const line of (await response.text()).split('\n')) {
    const [, bound, count] = new RegExp(`^${name}_bucket\\{.*le="([^"]+)".*\\} (\\S+)$`).exec(line) ?? [];
    if (bound === undefined) continue;
    const at = bound === '+Inf' ? Infinity : Number(bound);
    counts.set(at, (counts.get(at) ?? 0) + Number(count));
  }
  return [...counts].map(([bound, count]) => ({ bound, count })).toSorted((a, b) => a.bound - b.bound);
}

/** The median of what was observed between two readings: inside its bucket by proportion, as PromQL reckons it. */
export function medianOf(before: Buckets, after: Buckets): number {
  const earlier = new Map(before.map(({ bound, count }) => [bound, count]));
  const grown = after.map(({ bound, count }) => ({ bound, count: count - (earlier.get(bound) ?? 0) }));
  const half = (grown.at(-1)?.count ?? 0) / 2;
  let low = { bound: 0, count: 0 };
  for (const high of grown) {
    if (high.count >= half && high.count > low.count) {
      if (high.bound === Infinity) return low.bound;
      return low.bound + ((half - low.count) / (high.count - low.count)) * (high.bound - low.bound);
    }
    low = high;
  }
  return Number.NaN;
}
