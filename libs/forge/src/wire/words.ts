import type { Forge } from '@arbiter/contracts';
import { Forbidden, Gone, Invalid } from '../api/forge.errors.ts';
import type { Reply } from './reply.ts';

const LONGEST = 500;

/** What a forge says about its refusal: GitHub's `message` with its `errors`, GitLab's `message` or `error`, in one line. */
export function wordsOf({ body, headers }: Reply): string {
  if (!(headers.get('content-type') ?? '').includes('json')) return 'no words';
  try {
    const told: unknown = JSON.parse(Buffer.from(body).toString());
    return textOf(told).replaceAll(/\s+/g, ' ').slice(0, LONGEST) || 'no words';
  } catch {
    return 'no words';
  }
}

function textOf(told: unknown): string {
  if (typeof told === 'string') return told;
  if (Array.isArray(told))
    return told
      .map(textOf)
      .filter((text) => text !== '')
      .join('; ');
  if (typeof told !== 'object' || told === null) return '';
  const fields = told as Readonly<Record<string, unknown>>;
  const { message, error, errors, field, code } = fields;
  const parts = [message ?? error, errors].map(textOf).filter((text) => text !== '');
  if (parts.length > 0) return parts.join(': ');
  if (typeof field === 'string') return `${field} ${textOf(code)}`;
  // GitLab's complaints by field: {"note": ["can't be blank"]}
  return Object.entries(fields)
    .map(([name, value]) => `${name} ${textOf(value)}`)
    .join('; ');
}

/** The error that a status of 400 and above means. */
export function refusalOf(forge: Forge, reply: Reply): Error {
  const { status } = reply;
  if (status === 404 || status === 410) return new Gone(forge);
  if (status === 401 || status === 403 || status === 451) return new Forbidden(forge, wordsOf(reply));
  return new Invalid(forge, status, wordsOf(reply));
}
