import type { Outcome } from './outcome.ts';

/** Commands before the text of a mail is handed over: what fails at one of them has not arrived. */
const BEFORE_TEXT = new Set([
  'CONN',
  'EHLO',
  'HELO',
  'STARTTLS',
  'AUTH',
  'AUTH LOGIN',
  'AUTH PLAIN',
  'MAIL FROM',
  'RCPT TO',
]);
/** Faults of nodemailer that come before anything was sent. */
const NO_CONNECTION = new Set([
  'EDNS',
  'ECONNECTION',
  'ECONNREFUSED',
  'ETLS',
  'EREQUIRETLS',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
]);

interface MailFault {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/**
 * Reads why a mail was not sent. A 4xx answer means "not now", a 5xx "never" (RFC 5321, 4.2.1); a connection that breaks
 * after DATA says nothing.
 */
export function outcomeOfMail(error: unknown): Outcome {
  const { code, command, responseCode } = (typeof error === 'object' && error !== null ? error : {}) as MailFault;
  const word = typeof responseCode === 'number' ? `smtp_${String(responseCode)}` : wordOf(code);
  if (typeof responseCode === 'number') return { state: responseCode >= 500 ? 'failed' : 'not-sent', word };
  const before =
    (typeof code === 'string' && NO_CONNECTION.has(code)) || (typeof command === 'string' && BEFORE_TEXT.has(command));
  return { state: before ? 'not-sent' : 'unknown', word };
}

const wordOf = (code: unknown): string => (typeof code === 'string' ? code.toLowerCase() : 'no_answer');
