import { DependencyDown, Postponed } from '@arbiter/service';

/** What went wrong, as it may be told: in headers, metrics and spans. Never personal data; the stack is for the log. */
export interface Failure {
  /** Short and stable: `invalid`, `undecodable`, `timeout`, `crashed`, `failed`, or the error's own code. */
  readonly code: string;
  readonly message: string;
}

/** The handler took longer than ARBITER_WORKER_JOB_TIMEOUT. */
export class HandlerTimeout extends Error {
  readonly code = 'timeout';

  constructor(seconds: number) {
    super(`the handler took longer than ${String(seconds)} s`);
    this.name = 'HandlerTimeout';
  }
}

/** The service ends: what is in hand goes back. */
export class Draining extends Error {
  constructor() {
    super('the service ends');
    this.name = 'Draining';
  }
}

/** A message that is set aside because the process has not survived it. */
export const CRASHED: Failure = { code: 'crashed', message: 'the process crashed five times with this message' };

const CODE = /^[\w.:-]{1,64}$/;
const ADDRESS = /[^\s"'<>@]+@[^\s"'<>@]+/g;
const MOST = 300;

/** Describes an error for the operator: its code, and what it says without addresses and in one line. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'failed', message: typeof error };
  return { code: codeOf(error), message: publicText(messageOf(error)) };
}

function codeOf(error: Error): string {
  if (error instanceof SyntaxError) return 'undecodable';
  if (error instanceof DependencyDown) return 'dependency-down';
  if ('issues' in error) return 'invalid';
  const fallback = error instanceof Postponed ? 'postponed' : 'failed';
  return 'code' in error && typeof error.code === 'string' && CODE.test(error.code) ? error.code : fallback;
}

/** A schema's complaints name fields and rules, never values. */
function messageOf(error: Error): string {
  if (error instanceof SyntaxError) return 'not a JSON document';
  if (!('issues' in error) || !Array.isArray(error.issues)) return `${error.name}: ${error.message}`;
  const issues = error.issues as readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
  return issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ');
}

const publicText = (text: string) =>
  text
    .replaceAll(ADDRESS, '[address]')
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .slice(0, MOST);
