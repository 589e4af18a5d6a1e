import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { headerOf } from './door.ts';
import { type DoorSecret, isCurrent, keyBytes } from './secrets.ts';

export const WEBHOOK_ID = 'webhook-id';
export const WEBHOOK_SIGNATURE = 'webhook-signature';
const WEBHOOK_TIMESTAMP = 'webhook-timestamp';

/** How far the sender's clock may be off, and so how long a captured request is good for, seconds. */
const TOLERANCE = 300;
const SECONDS = /^\d{1,12}$/;
/** The signed text is `id.timestamp.body`: a dot in the id would let its parts be moved. */
const ID = /^[\w~:=+/-]{1,128}$/;
const MOST_SIGNATURES = 16;

/** Checks signatures as https://www.standardwebhooks.com has them, which GitLab's signed webhooks follow. */
export class StandardSignatures {
  readonly #keys: readonly (Omit<DoorSecret, 'secret'> & { readonly key: KeyObject })[];

  constructor(secrets: readonly DoorSecret[]) {
    this.#keys = secrets.map(({ secret, ...rest }) => ({ ...rest, key: createSecretKey(keyBytes(secret)) }));
  }

  get configured(): boolean {
    return this.#keys.length > 0;
  }

  /** The secret that signed it; undefined if none that is still good did, or not within the last five minutes. */
  find(headers: IncomingHttpHeaders, body: Buffer, now = Date.now()): Omit<DoorSecret, 'secret'> | undefined {
    const id = headerOf(headers, WEBHOOK_ID) ?? '';
    const timestamp = headerOf(headers, WEBHOOK_TIMESTAMP) ?? '';
    if (!ID.test(id) || !SECONDS.test(timestamp)) return undefined;
    if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE) return undefined;
    const given = signaturesOf(headerOf(headers, WEBHOOK_SIGNATURE) ?? '');
    return this.#keys.find((secret) => {
      if (!isCurrent(secret, now)) return false;
      const expected = createHmac('sha256', secret.key).update(`${id}.${timestamp}.`).update(body).digest();
      return given.some((signature) => timingSafeEqual(signature, expected));
    });
  }
}

/** The `v1` signatures of a list `v1,<base64> v1,<base64>`; other versions are not ours to judge. */
function signaturesOf(header: string): readonly Buffer[] {
  return header
    .split(' ', MOST_SIGNATURES)
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice(3), 'base64'))
    .filter((signature) => signature.length === 32);
}
