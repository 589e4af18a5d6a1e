import { createHmac, hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../http/problem.ts';
import { headerOf } from './door.ts';
import { SecretText } from './secrets.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** The API key as it was sent, in `X-API-Key` or as a bearer token. */
export function apiKeyOf(headers: IncomingHttpHeaders): string | undefined {
  return headerOf(headers, 'x-api-key') ?? BEARER.exec(headers.authorization ?? '')?.[1];
}

/**
 * Who asks: whoever holds the operator's key, by its fingerprint, or a person with a key of their own, by their id. A
 * personal key opens what is about that person, and nothing else.
 */
export interface Caller {
  readonly kind: 'operator' | 'person';
  readonly id: string;
}

const PERSONAL = /^arbiter-person\.([0-9a-f-]{36})\.([\w-]{43})$/;

/** Lets in whoever has the operator's key, or one that was made of it for a person. */
export class ApiKeys {
  readonly #key: SecretText | undefined;
  readonly #secret: string | undefined;

  constructor(key: string | undefined) {
    this.#secret = key;
    this.#key = key === undefined ? undefined : new SecretText(key);
  }

  /** Who asks, if their key is right. */
  callerOf(headers: IncomingHttpHeaders): Caller | undefined {
    const given = apiKeyOf(headers);
    if (given === undefined || this.#secret === undefined) return undefined;
    if (this.#key?.equals(given) === true) return { kind: 'operator', id: hash('sha256', this.#secret).slice(0, 12) };
    const [, person] = PERSONAL.exec(given) ?? [];
    const theirs = person !== undefined && new SecretText(this.personalKey(person)).equals(given);
    return theirs ? { kind: 'person', id: person } : undefined;
  }

  /**
   * The key of a person: made of the operator's, so that nothing has to be kept, and void once that is changed.
   * @throws Problem where no key is configured
   */
  personalKey(personId: string): string {
    if (this.#secret === undefined) throw new Problem('no-secret-configured');
    const proof = createHmac('sha256', this.#secret).update(`person ${personId}`).digest('base64url');
    return `arbiter-person.${personId}.${proof}`;
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
