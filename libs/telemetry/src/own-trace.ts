import { tracer } from './tracing.ts';
import { type Link, ROOT_CONTEXT, type Span, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api';

/** The trace in hand, as W3C `traceparent`; undefined where nothing is traced. */
export function currentTraceParent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
}

/**
 * Does work in a trace of its own, linked to the one that asked for it: hours may lie between them, and trace stores split
 * a trace that paused for long.
 */
export async function inOwnTrace<Result>(
  name: string,
  from: string | undefined,
  attributes: Readonly<Record<string, string | number>>,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const links: Link[] = [];
  const asking =
    from === undefined ? undefined : trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent: from }));
  if (asking) links.push({ context: asking });
  return tracer().startActiveSpan(
    name,
    { root: true, links, attributes: { ...attributes } },
    ROOT_CONTEXT,
    async (span) => {
      try {
        return await work(span);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

/** One step of the work in hand: a span of its own. `attributesOf` tells what came of it. */
export async function step<Result>(
  name: string,
  work: () => Promise<Result>,
  attributesOf: (result: Result) => Readonly<Record<string, string | number>> = () => ({}),
): Promise<Result> {
  return tracer().startActiveSpan(name, async (span) => {
    try {
      const result = await work();
      span.setAttributes({ ...attributesOf(result) });
      return result;
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
