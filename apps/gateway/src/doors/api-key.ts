import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../http/problem.ts';
import { headerOf } from './door.ts';
import { SecretText } from './secrets.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** The API key as it was sent, in `X-API-Key` or as a bearer token. */
export function apiKeyOf(headers: IncomingHttpHeaders): string | undefined {
  return headerOf(headers, 'x-api-key') ?? BEARER.exec(headers.authorization ?? '')?.[1];
}

/** Lets in whoever has the operator's key. */
export class ApiKeys {
  readonly #key: SecretText | undefined;

  constructor(key: string | undefined) {
    this.#key = key === undefined ? undefined : new SecretText(key);
  }

  /** Whether the key is there and right. */
  open(headers: IncomingHttpHeaders): boolean {
    const given = apiKeyOf(headers);
    return given !== undefined && this.#key?.equals(given) === true;
  }

  /** @throws Problem if the key is missing or wrong, or none is configured */
  check(headers: IncomingHttpHeaders): void {
    if (this.#key === undefined) throw new Problem('no-secret-configured');
    if (!this.open(headers)) {
      throw new Problem('api-key-required', undefined, { 'www-authenticate': 'Bearer realm="arbiter"' });
    }
  }
}
