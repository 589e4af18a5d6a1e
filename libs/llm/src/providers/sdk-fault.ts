import { type FaultKind, ModelFault } from './model-fault.ts';

/** The errors that both SDKs throw under the same names. */
export interface SdkErrors {
  readonly APIError: abstract new (...args: never) => Error;
  readonly APIConnectionError: abstract new (...args: never) => Error;
}

/** What the kernel and the HTTP client call a connection that never came about. */
const NEVER_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|CERT_\w+|DEPTH_ZERO\w*|SELF_SIGNED\w*|ERR_TLS\w*|UNABLE_TO_\w+)$/;

/** Makes a fault of what an SDK threw. What cannot be told apart from a call that was billed counts as billed. */
export function faultOf(provider: string, error: unknown, errors: SdkErrors): ModelFault {
  if (error instanceof ModelFault) return error;
  if (error instanceof errors.APIConnectionError) {
    return new ModelFault(provider, neverConnected(error) ? 'unreachable' : 'cut', { cause: error });
  }
  if (error instanceof errors.APIError && 'status' in error && typeof error.status === 'number') {
    const { status } = error;
    const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : undefined;
    return new ModelFault(provider, kindOf(status, codeOf(error), error.message), {
      status,
      retryAfter: retryAfterOf(headers),
      cause: error,
    });
  }
  return new ModelFault(provider, 'cut', { cause: error });
}

/** More tokens than the account may use in a minute: told as a rate, but no waiting helps. */
const TOO_LARGE = /\bRequest too large\b/;

function kindOf(status: number, code: string | undefined, message: string): FaultKind {
  if (status === 429 && TOO_LARGE.test(message)) return 'rejected';
  if (status === 429) return code === 'insufficient_quota' ? 'account' : 'rate-limited';
  if (status === 408) return 'rate-limited';
  if ([401, 402, 403, 404].includes(status)) return 'account';
  return status >= 400 && status < 500 ? 'rejected' : 'server';
}

/** What is wrong, by its code; errors of the runtime itself are not always instances of the `Error` that we know. */
const codeOf = (error: unknown): string | undefined =>
  isObject(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function neverConnected(error: unknown): boolean {
  for (let cause = error; isObject(cause); cause = 'cause' in cause ? cause.cause : undefined) {
    if (NEVER_CONNECTED.test(codeOf(cause) ?? '')) return true;
    // One error for each address that was tried.
    if ('errors' in cause && Array.isArray(cause.errors) && cause.errors.length > 0)
      return cause.errors.every(neverConnected);
  }
  return false;
}

/** `Retry-After`, in seconds or as a date, or its finer sister; milliseconds. */
export function retryAfterOf(headers: Headers | undefined, now = Date.now()): number | undefined {
  const fine = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (fine >= 0) return fine;
  const value = headers?.get('retry-after') ?? undefined;
  if (value === undefined) return undefined;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
