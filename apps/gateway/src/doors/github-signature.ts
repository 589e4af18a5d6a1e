import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type DoorSecret, isCurrent } from './secrets.ts';

export const GITHUB_SIGNATURE = 'x-hub-signature-256';

/** As GitHub writes it: one value, lower case. Everything else is malformed, or two headers that Node joined. */
const FORM = /^sha256=([0-9a-f]{64})$/;

export const isGithubSignature = (header: string | undefined): header is string =>
  header !== undefined && FORM.test(header);

/** Checks GitHub's signatures over raw bytes. */
export class GithubSignatures {
  readonly #keys: readonly (Omit<DoorSecret, 'secret'> & { readonly key: KeyObject })[];

  constructor(secrets: readonly DoorSecret[]) {
    this.#keys = secrets.map(({ secret, ...rest }) => ({ ...rest, key: createSecretKey(Buffer.from(secret, 'utf8')) }));
  }

  get configured(): boolean {
    return this.#keys.length > 0;
  }

  /** The secret that signed it; undefined if none that is still good did. */
  find(header: string | undefined, body: Buffer): Omit<DoorSecret, 'secret'> | undefined {
    const hex = header === undefined ? undefined : FORM.exec(header)?.[1];
    if (hex === undefined) return undefined;
    const given = Buffer.from(hex, 'hex');
    return this.#keys.find(
      (secret) => isCurrent(secret) && timingSafeEqual(createHmac('sha256', secret.key).update(body).digest(), given),
    );
  }
}
