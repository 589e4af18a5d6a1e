import { percentile } from '@arbiter/replay';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendLoad } from '../load/send-load.ts';
import { cpuOf } from '../measure/processes.ts';
import { settle } from '../measure/settle.ts';
import type { Pipeline } from './pipeline.ts';

/** What it took a pipeline to bring a history to its end. */
export interface Run {
  readonly commits: number;
  readonly deliveries: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds from when a webhook was due until the journal showed its commits complete. */
  readonly p50: number;
  readonly p95: number;
  /** Processor milliseconds a commit, by process. */
  readonly cpu: Readonly<Record<string, number>>;
}

const CONNECTIONS = 32;
const PATIENCE_MS = 60_000;

/** Sends histories through a pipeline, one after the other, and knows what went before. */
export class Runner {
  readonly #pipeline: Pipeline;
  #seed: number;
  #commits = 0;
  #deliveries = 0;

  /** @param seed of the first history; the next ones follow */
  constructor(pipeline: Pipeline, seed: number) {
    this.#pipeline = pipeline;
    this.#seed = seed;
  }

  /** @param rate commits a second; as fast as they are taken without it */
  async run(commits: number, rate?: number): Promise<Run> {
    const { gateway, secret, pids } = this.#pipeline;
    await settle();
    const before = await cpuOf(pids);
    const what = { kind: 'history', commits, ...(rate === undefined ? {} : { rate }) } as const;
    const plan = { gateway, secret, seed: (this.#seed += 1), connections: CONNECTIONS, what };
    const start = Promise.withResolvers<number>();
    const sending = sendLoad(plan, () => {
      start.resolve(performance.now());
    });
    sending.catch(start.reject);
    const started = await start.promise;
    const seen = await this.#watch(
      commits,
      rate === undefined ? 100 : 20,
      sending.then(({ sent }) => sent),
    );
    const seconds = (performance.now() - started) / 1000;
    const { due, sent } = await sending;
    const after = await cpuOf(pids);
    this.#commits += commits;
    this.#deliveries += sent;
    return {
      commits,
      deliveries: sent,
      seconds,
      perSecond: commits / seconds,
      ...latencyOf(due, seen),
      cpu: Object.fromEntries(
        Object.entries(after).map(([name, cpu]) => [name, (cpu - (before[name] ?? 0)) / commits]),
      ),
    };
  }

  /** Looks until all are complete; answers when so many were first seen to be. */
  async #watch(commits: number, everyMs: number, sent: Promise<number>): Promise<[at: number, complete: number][]> {
    const seen: [number, number][] = [];
    let deliveries = Number.NaN;
    void sent.then(
      (count) => (deliveries = count),
      () => undefined,
    );
    let moved = Date.now();
    for (;;) {
      const all = await this.#pipeline.completeCommits(this.#deliveries + (Number.isNaN(deliveries) ? 0 : deliveries));
      // The baseline's journal counts deliveries among its steps: before all are sent it can only be told in the end.
      const complete = Math.floor(all - this.#commits);
      if (complete !== seen.at(-1)?.[1]) {
        seen.push([Date.now(), complete]);
        moved = Date.now();
      }
      if (complete >= commits && !Number.isNaN(deliveries)) return seen;
      if (Date.now() - moved > PATIENCE_MS)
        throw new Error(
          `Only ${String(complete)} of ${String(commits)} commits were complete after a minute of silence.`,
        );
      await sleep(everyMs);
    }
  }
}

/** Webhooks are done in the order they come, nearly: the nth commit that was due is the nth that was complete. */
function latencyOf(due: readonly (readonly [number, number])[], seen: readonly (readonly [number, number])[]) {
  const millis: number[] = [];
  let look = 0;
  let count = 0;
  for (const [at, commits] of [...due].sort(([one], [other]) => one - other)) {
    for (let commit = 0; commit < commits; commit += 1) {
      count += 1;
      while ((seen[look]?.[1] ?? Infinity) < count) look += 1;
      millis.push((seen[look]?.[0] ?? Infinity) - at);
    }
  }
  millis.sort((a, b) => a - b);
  return { p50: percentile(millis, 0.5), p95: percentile(millis, 0.95) };
}
