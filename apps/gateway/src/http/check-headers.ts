import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

/** Of a webhook body, bytes: what GitHub sends at most. */
export const WEBHOOK_LIMIT = 25 * 1024 * 1024;
/** Of any other body, bytes. */
export const API_LIMIT = 1024 * 1024;

const MOST_HEADERS = 100;
export const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Parameters after the media type: only a charset, and only UTF-8. */
const UTF8_ONLY = /^;\s*charset="?utf-?8"?\s*$/i;

/** What was sent before anything is read of the body: the kind of content that it is said to be. */
export function checkHeaders(message: IncomingMessage, limit: number, form: boolean): void {
  const { headers } = message;
  if (headers['content-encoding'] !== undefined) throw refusedBody(message, 'unsupported-content-encoding');
  checkContentType(message, form);
  if (Number(headers['content-length'] ?? 0) > limit) throw refusedBody(message, 'body-too-large');
}

/** Node lets two thousand through; nobody honest sends as many. */
export function checkHeaderCount({ rawHeaders }: IncomingMessage): void {
  if (rawHeaders.length > 2 * MOST_HEADERS) throw new Problem('headers-too-large', undefined, { connection: 'close' });
}

function checkContentType(message: IncomingMessage, form: boolean): void {
  const type = message.headers['content-type'] ?? '';
  if (type === JSON_TYPE) return;
  const end = type.indexOf(';');
  const media = (end === -1 ? type : type.slice(0, end)).trim().toLowerCase();
  if (media !== JSON_TYPE && !(form && media === FORM)) throw refusedBody(message, 'unsupported-content-type');
  if (end !== -1 && !UTF8_ONLY.test(type.slice(end))) throw refusedBody(message, 'unsupported-charset');
}

/** A small body is left to run out, so that its connection can serve on; a large or endless one is cut off. */
export function refusedBody(message: IncomingMessage, code: Problem['code'], detail?: string): Problem {
  const length = message.headers['content-length'];
  const small = message.headers['transfer-encoding'] === undefined && Number(length ?? 0) <= API_LIMIT;
  return new Problem(code, detail, small ? {} : { connection: 'close' });
}
