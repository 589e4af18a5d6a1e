/**
 * What is known after one attempt. Only `not-sent` and `told-to-wait` prove that nothing arrived, so only they allow
 * another attempt: better silent than twice.
 */
export type Outcome =
  | { readonly state: 'delivered' }
  | { readonly state: 'failed' | 'unknown' | 'not-sent'; readonly word: string }
  | { readonly state: 'told-to-wait'; readonly word: string; readonly seconds: number };

/** Seconds to wait when Slack says "too many" and not how long; one message a second is what it allows. */
const USUAL_WAIT = 1;
const LONGEST_WAIT = 3_600;

/** Answers whose body is Slack's own word for what is wrong: `no_service`, `channel_is_archived`, … */
const WORD = /^[a-z][a-z_]{0,62}$/;

/**
 * Reads Slack's answer. Its documentation keeps 500 (`rollup_error`) for "something strange"; of the web API's kin it
 * says that some aspect of the operation may have succeeded. So nothing above 499 proves anything; what is refused with
 * 4xx never arrives, and will not by asking again.
 */
export function outcomeOfAnswer(status: number, body: string, retryAfter: string | null): Outcome {
  const word = WORD.test(body.trim()) ? body.trim() : `http_${String(status)}`;
  if (status >= 200 && status < 300) return { state: 'delivered' };
  if (status === 429) return { state: 'told-to-wait', word: 'rate_limited', seconds: waitOf(retryAfter) };
  if (status >= 500 || status === 408) return { state: 'unknown', word };
  return { state: 'failed', word };
}

function waitOf(retryAfter: string | null): number {
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  return Number.isNaN(seconds) ? USUAL_WAIT : Math.min(Math.max(seconds, USUAL_WAIT), LONGEST_WAIT);
}

/** Faults of name, route, connection and certificate: the request has not left the machine. */
const BEFORE_SENDING =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.+|ERR_TLS_.+|.*_CERT|.*_CERT_.+|.*CERT_SIGNATURE_FAILURE)$/;

/** Reads why there was no answer. A time-out or a connection that broke says nothing about what arrived. */
export function outcomeOfError(error: unknown): Outcome {
  const code = codeOf(error);
  if (code !== undefined && BEFORE_SENDING.test(code)) return { state: 'not-sent', word: code.toLowerCase() };
  return { state: 'unknown', word: code?.toLowerCase() ?? (isTimeout(error) ? 'timeout' : 'no_answer') };
}

const isTimeout = (error: unknown): boolean =>
  isRecord(error) && (error['name'] === 'TimeoutError' || error['name'] === 'AbortError');

/** `fetch` wraps the fault in a TypeError; several addresses tried make an aggregate with a code of its own. */
function codeOf(error: unknown): string | undefined {
  if (!isRecord(error)) return undefined;
  return typeof error['code'] === 'string' ? error['code'] : codeOf(error['cause']);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
