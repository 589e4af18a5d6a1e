/**
 * Why there was no answer.
 *
 * `unreachable`: no connection. `rate-limited`: too many calls. `account`: key, permission, quota or name of the model are
 * wrong; the operator mends that. `rejected`: this very request makes no sense to the provider. `server`: its own error.
 * `timeout`, `cut`: the connection ended without an answer. `aborted`: we gave up. `breaker-open`: it was not even tried.
 */
export type FaultKind =
  'unreachable' | 'rate-limited' | 'account' | 'rejected' | 'server' | 'timeout' | 'cut' | 'aborted' | 'breaker-open';

const RETRYABLE: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'unreachable',
  'rate-limited',
  'server',
  'timeout',
  'cut',
  'breaker-open',
]);

/**
 * Whether the provider surely bills nothing: what it turned away at the door, and what it answered with an error of its own.
 * Errors of somebody between us (502, 504, 52x) are not the provider's word, and count as billed.
 */
const UNBILLED: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'unreachable',
  'rate-limited',
  'account',
  'rejected',
  'breaker-open',
]);

/** Internal error, not implemented, overloaded: providers bill answers, not errors. */
const OWN_ERRORS: ReadonlySet<number> = new Set([500, 501, 503, 529]);

/** A call of a model that came to nothing. Its message holds nothing of what was asked. */
export class ModelFault extends Error {
  readonly code: string;
  readonly kind: FaultKind;
  readonly provider: string;
  readonly status: number | undefined;
  /** How long the provider asks to be left alone, milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(
    provider: string,
    kind: FaultKind,
    { status, retryAfter, cause }: { status?: number; retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(`${provider} did not answer: ${kind}${status === undefined ? '' : ` (${status})`}`, { cause });
    this.name = 'ModelFault';
    this.code = `model-${kind}`;
    this.kind = kind;
    this.provider = provider;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same may succeed later, or elsewhere. */
  get retryable(): boolean {
    return RETRYABLE.has(this.kind);
  }

  get unbilled(): boolean {
    return UNBILLED.has(this.kind) || (this.kind === 'server' && OWN_ERRORS.has(this.status ?? 0));
  }
}
