import { isUtf8 } from 'node:buffer';
import type { BodyFormat } from './incoming.ts';

/**
 * The JSON document in a body, as text: the body itself, or the one `payload` field of a form. Undefined where the bytes are
 * not UTF-8, or the form is not that.
 */
export function documentText(raw: Buffer, format: BodyFormat): string | undefined {
  if (!isUtf8(raw)) return undefined;
  const text = raw.toString('utf8');
  return format === 'json' ? text : payloadOf(text);
}

function payloadOf(form: string): string | undefined {
  const payloads = form.split('&').filter((field) => /^payload(?:=|$)/.test(field));
  const [payload] = payloads;
  if (payload === undefined || payloads.length > 1) return undefined;
  try {
    return decodeURIComponent(payload.slice('payload='.length).replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
