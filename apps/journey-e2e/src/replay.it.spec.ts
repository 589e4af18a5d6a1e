import { JOURNEY } from '@arbiter/contracts';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Arbiter } from './harness/arbiter.ts';
import { readMetrics } from './harness/metrics.ts';
import { type ReplayReport, replay } from './harness/replay.ts';
import { type SampleHistory, makeSampleHistory } from './harness/sample-history.ts';
import { type Tables, differenceOf, readTables } from './harness/tables.repository.ts';
import { until } from './harness/until.ts';

/** Everybody whom a commit with a promise in it meets. */
const ON_THE_WAY = ['ingestion', 'identity', 'review', 'cost-accounting', 'notifier', 'admin'];

describe('a repository that is replayed', () => {
  let history: SampleHistory;
  let receiver: OtlpReceiver;
  let arbiter: Arbiter;
  let report: ReplayReport;

  beforeAll(async () => {
    history = makeSampleHistory(150);
    receiver = await startOtlpReceiver();
    arbiter = await Arbiter.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    });
    report = await replay(arbiter, history.folder);
  }, 240_000);

  afterAll(async () => {
    await arbiter.stop();
    await receiver.close();
    history.remove();
  }, 60_000);

  const tables = async (): Promise<Tables> => readTables((await arbiter.state()).backing['postgres']?.url ?? '');

  it('completes the journey of every commit', () => {
    expect(report.sent).toMatchObject({ commits: history.commits, accepted: report.sent.pushes, duplicate: 0 });
    expect(report.journeys).toEqual({ running: 0, complete: history.commits, deadLettered: 0 });
  });

  it('finds people, promises and debt in it, and what that cost', () => {
    const { people, findings, cost } = report.summary;
    expect(people.people).toBeGreaterThanOrEqual(3);
    expect(people.bots).toBe(1);
    expect(findings.analyzed).toBe(history.commits);
    expect(findings.commitments).toBeGreaterThan(0);
    expect(findings.debtNotes).toBeGreaterThan(0);
    expect(cost.calls).toBe(history.commits);
    expect(Number(cost.usd)).toBe(0);
  });

  it('changes no row when it is replayed again', async () => {
    const before = await tables();
    const again = await replay(arbiter, history.folder);
    expect(again.sent).toMatchObject({ commits: history.commits, accepted: 0, duplicate: again.sent.pushes });
    expect(differenceOf(before, await tables())).toEqual({});
  }, 120_000);

  it('tells every step of a commit, from the delivery on', async () => {
    const { head } = history;
    const journey = await arbiter.get<{ status: string; traceId: string; steps: { service: string; event: string }[] }>(
      `/api/v1/commits/${head}/journey`,
    );
    expect(journey).toMatchObject({ status: 'complete', traceId: head.slice(0, 32) });
    expect(journey.steps[0]).toMatchObject({ service: 'gateway', event: 'gateway.delivery.accepted.v1' });
    expect(new Set(journey.steps.map(({ service }) => service))).toEqual(
      new Set(['gateway', 'ingestion', 'identity', 'review', 'cost-accounting']),
    );
  });

  describe('leaves a trace of a commit with a promise, which', () => {
    let sha: string;
    let spans: ReceivedSpan[];

    beforeAll(async () => {
      const { items } = await arbiter.get<{ items: { source: { sha: string } }[] }>('/api/v1/inbox?limit=1');
      sha = items[0]?.source.sha ?? '';
      spans = await until('the spans of all services', () => {
        const found = receiver.spans.filter(({ traceId }) => traceId === sha.slice(0, 32));
        return ON_THE_WAY.every((name) => found.some(({ service }) => service === name)) ? found : undefined;
      });
    }, 60_000);

    it('has spans of everybody on the way', () => {
      expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(ON_THE_WAY));
    });

    it('begins in ingestion, linked to the delivery that the gateway took in', () => {
      const roots = spans.filter(({ parentSpanId }) => parentSpanId === '');
      expect(roots.map(({ service }) => service)).toEqual(['ingestion']);
      const linked = new Set(roots[0]?.links.map(({ traceId }) => traceId));
      const ofDelivery = receiver.spans.filter(({ traceId }) => linked.has(traceId));
      expect(ofDelivery.map(({ service }) => service)).toContain('gateway');
    });

    it('has each span below one of its sender', () => {
      const bySpanId = new Map(spans.map((span) => [span.spanId, span]));
      for (const { name, parentSpanId } of spans.filter((span) => span.parentSpanId !== '')) {
        const senders = JOURNEY.find(({ event }) => name.endsWith(event.subject))?.from ?? [];
        expect([name, senders]).toEqual([name, expect.arrayContaining([bySpanId.get(parentSpanId)?.service])]);
      }
    });
  });

  it.each([
    ['arbiter_llm_requests_total', ['model', 'provider', 'task']],
    ['arbiter_cost_usd_total', ['model', 'provider', 'team']],
    ['ai_token_usage_total', ['department', 'kind', 'provider', 'team']],
    ['background_jobs_pending', ['queue']],
  ])('is counted in %s with the labels %j', async (name, labels) => {
    const samples = await readMetrics(arbiter);
    const found = samples.filter((sample) => sample.name === name);
    expect(found).not.toEqual([]);
    for (const sample of found) expect(Object.keys(sample.labels).sort()).toEqual(labels);
  });

  it('never names a SHA, a repository or a person in a label', async () => {
    const labels = (await readMetrics(arbiter)).flatMap((sample) => Object.values(sample.labels));
    expect(labels.filter((value) => /[0-9a-f]{40}|@|local\//.test(value))).toEqual([]);
  });

  it('comes by GitLab as well', async () => {
    const { sent, journeys } = await replay(arbiter, history.folder, ['--forge', 'gitlab']);
    expect(sent.commits).toBe(history.commits);
    expect(journeys.complete).toBe(history.commits);
  }, 120_000);
});
