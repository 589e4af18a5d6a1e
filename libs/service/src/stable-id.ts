import { hash } from 'node:crypto';

/**
 * A UUID made of the given parts, the same every time: version 8 (RFC 9562), the first 122 free bits of their SHA-256.
 * Parts are told apart by their lengths, so that ('ab', 'c') and ('a', 'bc') differ.
 */
export function stableId(...parts: readonly string[]): string {
  const digest = hash('sha256', parts.map((part) => `${String(part.length)}:${part}`).join(''), 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** What names the work that several ids caused together: their own id for one, and for several one made of all of theirs. */
export function causeOf(ids: readonly string[]): string {
  const [id] = ids;
  return ids.length === 1 && id !== undefined ? id : stableId('together', ...ids);
}
