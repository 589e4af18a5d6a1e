import { attributes, count, observe, tracer, tracingEnabled } from '@arbiter/telemetry';
import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { Task } from '@arbiter/contracts';
import type { z } from 'zod';
import { type FaultKind, ModelFault } from '../providers/model-fault.ts';
import type { Completion, CompletionRequest, ModelProvider } from '../providers/provider.ts';

/** One call, as metrics and spans tell it. */
export interface CallLabels {
  readonly task: z.infer<typeof Task>;
  readonly model: string;
}

/**
 * Calls a model once: in time, counted and traced.
 * @throws ModelFault
 */
export async function callModel(
  provider: ModelProvider,
  request: Omit<CompletionRequest, 'signal'>,
  {
    task,
    timeout,
    signal,
  }: { readonly task: CallLabels['task']; readonly timeout: number; readonly signal: AbortSignal | undefined },
): Promise<Completion> {
  const labels = { provider: provider.name, model: request.model, task };
  const span = startSpan(labels);
  const started = performance.now();
  let outcome: FaultKind | Completion['end'] = 'complete';
  count('llmRequests', labels);
  try {
    const completion = await inTime(provider, request, timeout, signal);
    outcome = completion.end;
    span?.setAttributes({
      [attributes.genAiInputTokens]: completion.tokens?.input ?? 0,
      [attributes.genAiOutputTokens]: completion.tokens?.output ?? 0,
    });
    return completion;
  } catch (error) {
    const fault = error instanceof ModelFault ? error : new ModelFault(provider.name, 'cut', { cause: error });
    outcome = fault.kind;
    span?.setAttribute(attributes.errorType, fault.code).setStatus({ code: SpanStatusCode.ERROR });
    throw fault;
  } finally {
    observe('llmDuration', { ...labels, outcome }, (performance.now() - started) / 1000);
    span?.end();
  }
}

/** The clock runs until the last byte: a body that stalls is as bad as an answer that never begins. */
async function inTime(
  provider: ModelProvider,
  request: Omit<CompletionRequest, 'signal'>,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Completion> {
  const clock = AbortSignal.timeout(timeout);
  const both = signal ? AbortSignal.any([clock, signal]) : clock;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => {
    reject(new ModelFault(provider.name, signal?.aborted === true ? 'aborted' : 'timeout'));
  };
  if (both.aborted) throw new ModelFault(provider.name, 'aborted');
  both.addEventListener('abort', end, { once: true });
  const answer = provider.complete({ ...request, signal: both });
  try {
    return await Promise.race([answer, ended]);
  } finally {
    both.removeEventListener('abort', end);
    answer.catch(() => undefined);
  }
}

function startSpan({ provider, model, task }: CallLabels & { readonly provider: string }): Span | undefined {
  if (!tracingEnabled()) return undefined;
  return tracer().startSpan(`chat ${model}`, {
    attributes: {
      [attributes.genAiOperation]: 'chat',
      [attributes.genAiProvider]: provider,
      [attributes.genAiModel]: model,
      [attributes.task]: task,
    },
  });
}
