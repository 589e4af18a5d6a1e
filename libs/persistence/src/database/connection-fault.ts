/** SQLSTATE classes and codes that tell of the server, not of the statement: PostgreSQL manual, appendix A. */
const SERVER_FAULTS = /^(?:08|53|57P0|58)/;

/** A statement that met a deadlock, or was cancelled for taking too long, may be sent again. */
const PASSING = new Set(['40P01', '40001', '57014', '55P03', '25006']);

const SOCKET_FAULTS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'EHOSTUNREACH',
]);

/** The driver's own words where it gives no code. */
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable|Cannot use a pool after calling end|Connection ended/i;

interface Fault {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
  readonly driverError?: unknown;
}

/** Whether the database was away or busy, rather than the statement wrong. */
export function isConnectionFault(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors, driverError } = error as Fault;
  if (typeof code === 'string' && (SERVER_FAULTS.test(code) || PASSING.has(code) || SOCKET_FAULTS.has(code)))
    return true;
  if (typeof message === 'string' && MESSAGES.test(message)) return true;
  if (Array.isArray(errors)) return errors.some(isConnectionFault);
  return driverError !== error && isConnectionFault(driverError);
}
