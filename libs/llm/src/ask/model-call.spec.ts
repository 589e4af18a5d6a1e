import { scrape, startTracingTo, stopTracing } from '@arbiter/telemetry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModelProvider } from '../providers/provider.ts';
import { callModel } from './model-call.ts';

type Exporter = Parameters<typeof startTracingTo>[0];
type Spans = Parameters<Exporter['export']>[0];

const tokens = { input: 12, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 3, reasoning: 0 };
const request = { model: 'small', system: '', turns: [], schema: { name: 'form', json: {} }, maxOutput: 10 };

/** Answers at once. */
const quick: ModelProvider = {
  name: 'quick',
  ready: () => Promise.resolve(),
  complete: () => Promise.resolve({ id: 'r-1', text: '{}', end: 'complete', tokens }),
};

/** Never answers, and listens to nobody. */
const deaf: ModelProvider = {
  name: 'deaf',
  ready: () => Promise.resolve(),
  complete: () => Promise.withResolvers<never>().promise,
};
const options = { task: 'extraction' as const, timeout: 60, signal: undefined };

describe('a call of a model', () => {
  const spans: Spans = [];
  const exporter: Exporter = {
    export: (ended, done) => {
      spans.push(...ended);
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum's package is not ours to import
      done({ code: 0 });
    },
    shutdown: () => Promise.resolve(),
    forceFlush: () => Promise.resolve(),
  };
  beforeAll(() => startTracingTo(exporter, { service: 'review', version: '0.1.0' }));
  afterAll(() => stopTracing());

  it('ends in time, also where the provider does not listen', async () => {
    await expect(callModel(deaf, request, options)).rejects.toMatchObject({ kind: 'timeout' });
    await expect(callModel(deaf, request, { ...options, signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'aborted',
    });
  });

  it('is counted, timed and traced without a word of what was said', async () => {
    await callModel(quick, request, options);
    const { body } = await scrape();
    expect(body).toMatch(/arbiter_llm_request_duration_seconds_count\{provider="quick",.*outcome="complete"\} 1/);
    await stopTracing();
    const span = spans.find(({ attributes }) => attributes['gen_ai.provider.name'] === 'quick');
    expect([span?.name, span?.attributes]).toEqual([
      'chat small',
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'quick',
        'gen_ai.request.model': 'small',
        'gen_ai.usage.input_tokens': 12,
        'gen_ai.usage.output_tokens': 3,
        'arbiter.task': 'extraction',
      },
    ]);
  });
});
