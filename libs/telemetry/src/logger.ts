import { isSpanContextValid, trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

let root: Logger = pino({ level: 'silent' });

/**
 * Starts logging: JSON on standard output, one line an event, with the service and the current trace's id. Messages are
 * constant, data is in fields, and no field is personal data or a secret; what slips in under a telling name is redacted.
 */
export function startLogging(service: string, level: string): Logger {
  root = pino({
    level,
    base: { service },
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    serializers: { error: describeError },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
    },
  });
  return root;
}

const SECRETS = ['password', 'secret', 'token', 'apiKey', 'authorization', 'email', 'url', 'signature'];

/** Name, code, message and stack of an error; never its payload (`parameters`, `detail`), which may quote people's text. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return {
    type: error.name,
    message: withoutCredentials(error.message),
    ...code,
    stack: withoutCredentials(error.stack ?? ''),
  };
}

/** Takes user and password out of addresses, which clients like to quote in their errors. */
function withoutCredentials(text: string): string {
  return text.replaceAll(/([a-z][a-z+]*:\/\/)[^\s/@]+@/gi, '$1[redacted]@');
}

/** The process's logger, or a part's own: `logger('relay')`. */
export function logger(part?: string): Logger {
  return part === undefined ? root : root.child({ part });
}
