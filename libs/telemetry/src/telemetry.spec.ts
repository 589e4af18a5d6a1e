import { ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  METRICS,
  beforeScrape,
  count,
  gauge,
  observe,
  scrape,
  startTracingTo,
  stopTracing,
  tracer,
  tracingEnabled,
  withTraceId,
} from './index.ts';

const SHA_START = '7638417db6d59f3c431d3e1f261cc637';

describe('tracing', () => {
  const exporter = new InMemorySpanExporter();

  beforeAll(() => startTracingTo(exporter, { service: 'identity', version: '0.1.0' }));
  afterAll(() => stopTracing());

  const start = (name: string, parent = ROOT_CONTEXT) => tracer().startSpan(name, {}, parent);

  it('gives a root span the trace id that is asked for', () => {
    expect(withTraceId(SHA_START, () => start('commit')).spanContext().traceId).toBe(SHA_START);
  });

  it('gives other root spans a trace id of their own', () => {
    expect(start('one').spanContext().traceId).not.toBe(start('two').spanContext().traceId);
  });

  it('keeps children in the trace of their parent', () => {
    const parent: SpanContext = { traceId: SHA_START, spanId: '00f067aa0ba902b7', traceFlags: 1, isRemote: true };
    const child = start('child', trace.setSpanContext(ROOT_CONTEXT, parent));
    expect(child.spanContext().traceId).toBe(SHA_START);
  });

  it('says whether spans go anywhere', () => {
    expect(tracingEnabled()).toBe(true);
  });
});

describe('metrics', () => {
  it('are scraped in the format of Prometheus', async () => {
    count('llmRequests', { provider: 'mock', model: 'rules', task: 'extraction' }, 2);
    observe('handlerDuration', { queue: 'identity-commits-ingested' }, 0.02);
    const { contentType, body } = await scrape();
    expect(contentType).toContain('text/plain');
    expect(body).toContain('arbiter_llm_requests_total{provider="mock",model="rules",task="extraction"} 2');
    expect(body).toContain('arbiter_handler_duration_seconds_bucket{le="0.025",queue="identity-commits-ingested"} 1');
  });

  it('are brought up to date before each scrape, and one that fails does not spoil the others', async () => {
    beforeScrape(() => Promise.reject(new Error('away')));
    beforeScrape(() => {
      gauge('jobsPending', { queue: 'identity-commits-ingested' }, 7);
    });
    expect((await scrape()).body).toContain('background_jobs_pending{queue="identity-commits-ingested"} 7');
  });

  it('never have a label by SHA, repository or person', () => {
    for (const { name, labels } of Object.values(METRICS)) {
      expect({ name, labels: labels.filter((label) => /sha|repo|person|author|email/.test(label)) }).toEqual({
        name,
        labels: [],
      });
    }
  });
});
