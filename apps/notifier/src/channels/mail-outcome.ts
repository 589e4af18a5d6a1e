import type { Outcome } from './outcome.ts';

/** Commands whose failure means that the text of a mail was not handed over. */
const BEFORE_TEXT = new Set(['MAIL FROM', 'RCPT TO']);

interface MailFault {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/**
 * Reads why a mail was not sent. A 4xx answer means "not now", a 5xx "never" (RFC 5321, 4.2.1). A connection that breaks
 * says nothing: nodemailer reports it alike before and after the text.
 *
 * @param stage `before`: only the server was asked whether it is there, so nothing can have arrived
 */
export function outcomeOfMail(error: unknown, stage: 'before' | 'sending'): Outcome {
  const { code, command, responseCode } = (typeof error === 'object' && error !== null ? error : {}) as MailFault;
  const word = typeof responseCode === 'number' ? `smtp_${String(responseCode)}` : wordOf(code);
  if (stage === 'before') return { state: 'not-sent', word };
  if (typeof responseCode === 'number') return { state: responseCode >= 500 ? 'failed' : 'not-sent', word };
  const before = typeof command === 'string' && BEFORE_TEXT.has(command);
  return { state: before ? 'not-sent' : 'unknown', word };
}

const wordOf = (code: unknown): string => (typeof code === 'string' ? code.toLowerCase() : 'no_answer');
