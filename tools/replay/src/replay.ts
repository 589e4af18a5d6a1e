import type { Arbiter } from './find-arbiter.ts';
import type { Repository } from './history/open-repository.ts';
import { ApiClient } from './outcome/api-client.ts';
import { readLatency } from './outcome/latency.ts';
import type { Summary } from './outcome/summary.ts';
import { type Journeys, waitUntilComplete } from './outcome/wait-until-complete.ts';
import { startProgress } from './report/progress.ts';
import type { Report } from './report/report.ts';
import { sendAll } from './send/send-all.ts';
import type { ForgeName } from './webhooks/delivery.ts';
import { writeDeliveries } from './webhooks/write-deliveries.ts';

export interface ReplayOptions {
  readonly forge: ForgeName;
  readonly limit?: number | undefined;
  readonly rate?: number | undefined;
  readonly pushSize?: number | undefined;
  readonly wait: boolean;
}

/** How many journeys are looked at for the latency: a few, because the API bounds a client's requests. */
const SAMPLE = 20;

/** Sends the history, waits for its journeys unless told otherwise, and asks what was found. */
export async function replay(repository: Repository, arbiter: Arbiter, options: ReplayOptions): Promise<Report> {
  const { forge, limit = Infinity, rate, pushSize, wait } = options;
  const expected = Math.min(repository.commits, limit);
  const started = performance.now();
  const sample: string[] = [];
  const sending = startProgress('commits sent', expected);
  let done = 0;
  const sent = await sendAll(writeDeliveries(repository, { forge, limit, pushSize, secret: arbiter.secret }), {
    gateway: arbiter.gateway,
    rate,
    onSent: (delivery) => {
      done += delivery.commits;
      sending.at(done);
      if (done >= (sample.length + 1) * (expected / SAMPLE)) sample.push(delivery.lastSha);
    },
  });
  sending.end();

  const repositoryId = String(repository.id);
  const report = { repository: repository.fullName, repositoryId, forge, sent };
  if (!wait || arbiter.apiKey === undefined) return { ...report, ...speed(started, sent.commits) };

  const api = new ApiClient(arbiter.gateway, arbiter.apiKey);
  const query = { forge, repositoryId };
  const journeys = await waitFor(api, query, sent.commits);
  const measured = speed(started, sent.commits);
  const summary = await api.get<Summary>('/api/v1/summary', query);
  const latency = await readLatency(api, sample, { forge, repository: repositoryId });
  return {
    ...report,
    ...measured,
    journeys,
    ...(summary === undefined ? {} : { summary }),
    ...(latency === undefined ? {} : { latency }),
  };
}

async function waitFor(api: ApiClient, query: Readonly<Record<string, string>>, commits: number): Promise<Journeys> {
  const progress = startProgress('journeys ended', commits);
  try {
    return await waitUntilComplete(api, { query, commits, onProgress: progress.at });
  } finally {
    progress.end();
  }
}

function speed(started: number, commits: number): Pick<Report, 'seconds' | 'commitsPerSecond'> {
  const seconds = (performance.now() - started) / 1000;
  return { seconds, commitsPerSecond: commits / seconds };
}

/** What went wrong, in one sentence; undefined where every commit's journey is complete, or was not waited for. */
export function failureOf({ sent, journeys }: Report): string | undefined {
  const aside = sent.quarantined + sent.ignored;
  if (aside > 0) return `${String(aside)} of ${String(sent.pushes)} pushes were not taken on their journey.`;
  if (journeys === undefined) return undefined;
  if (journeys.deadLettered > 0) {
    return `${String(journeys.deadLettered)} journeys were given up. Look: npx arbiterctl dead-letters list`;
  }
  const missing = Math.max(sent.commits - journeys.complete, journeys.running);
  if (missing > 0) return `${String(missing)} journeys did not end. Look: npm run status, npx arbiterctl consumers`;
  return undefined;
}
