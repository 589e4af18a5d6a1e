/** A write that may or may not have been done: nobody answered. It has to be looked for before it is repeated. */
export class Unanswered extends Error {
  constructor(cause: unknown) {
    super('The write was not answered.', { cause });
    this.name = 'Unanswered';
  }
}

/** What the kernel and the HTTP client call a connection that never came about: nothing was sent. */
const NEVER_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|CERT_\w+|DEPTH_ZERO\w*|SELF_SIGNED\w*|ERR_TLS\w*|UNABLE_TO_\w+)$/;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a failed call never left this machine, by the code of the error or of what caused it. */
export function neverConnected(error: unknown): boolean {
  for (let cause = error; isObject(cause); cause = 'cause' in cause ? cause.cause : undefined) {
    if ('code' in cause && typeof cause.code === 'string' && NEVER_CONNECTED.test(cause.code)) return true;
    // One error for each address that was tried.
    if ('errors' in cause && Array.isArray(cause.errors) && cause.errors.length > 0)
      return cause.errors.every(neverConnected);
  }
  return false;
}

/** What went wrong, by the codes and names alone: messages of the HTTP client can quote headers, and so tokens. */
export function nameOf(error: unknown): string {
  const names: string[] = [];
  for (let cause = error; isObject(cause); cause = 'cause' in cause ? cause.cause : undefined) {
    const { code, name } = cause as { readonly code?: unknown; readonly name?: unknown };
    names.push(typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown');
  }
  return names.join(', ');
}
