import type { Arbiter } from './arbiter.ts';

export interface Sample {
  readonly service: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Scrapes every service, as Prometheus would. */
export async function readMetrics(arbiter: Arbiter): Promise<Sample[]> {
  const { apps } = await arbiter.state();
  const scraped = await Promise.all(
    Object.entries(apps).map(async ([service, { metrics }]) => {
      const response = await fetch(metrics);
      if (!response.ok) throw new Error(`${metrics} answered ${String(response.status)}`);
      return samplesOf(service, await response.text());
    }),
  );
  return scraped.flat();
}

/** Reads the text format, as far as it is needed: exemplars and times are left out. */
function samplesOf(service: string, text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*?)\})? (\S+)/.exec(line) ?? [];
    if (name === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(
      ([, key = '', word = '']) => [key, word] as const,
    );
    return [{ service, name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}
