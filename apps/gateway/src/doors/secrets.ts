import { hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A secret that a door accepts. */
export interface DoorSecret {
  readonly secret: string;
  /** Until when, milliseconds since 1970; without it, for good. */
  readonly until: number | undefined;
  /** Whose it is: then it opens the door for this organisation's or group's repositories alone. */
  readonly organization: string | undefined;
}

/** A JSON document in a variable. */
export const jsonArray = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON array' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** Several secrets: `[{"secret":"…","until":"2027-01-31T00:00:00Z","organization":"acme"}]`. */
export const rotatingSecrets = (value: z.ZodType<string> = z.string().min(1, 'a secret must not be empty')) =>
  jsonArray(
    z.array(
      z
        .strictObject({
          secret: value,
          until: z.iso.datetime({ offset: true, error: 'until must be a date with time and offset' }).optional(),
          organization: z.string().min(1).optional(),
        })
        .transform(({ secret, until, organization }): DoorSecret => ({
          secret,
          until: until === undefined ? undefined : Date.parse(until),
          organization: organization?.toLowerCase(),
        })),
    ),
  );

const PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** A Standard Webhooks secret: base64 of 16 bytes or more, mostly after `whsec_`. */
export const signingKey = () =>
  z.string().refine(
    (text) => {
      const key = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
      return BASE64.test(key) && Buffer.from(key, 'base64').length >= 16;
    },
    { error: 'must be whsec_ and then base64 of at least 16 bytes' },
  );

/** The bytes of a signing key. */
export const keyBytes = (text: string): Buffer =>
  Buffer.from(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text, 'base64');

/** All secrets of a door: the plain variable, which never ends, and those of the list. */
export function secretsOf(plain: string | undefined, more: readonly DoorSecret[]): readonly DoorSecret[] {
  const first = plain === undefined ? [] : [{ secret: plain, until: undefined, organization: undefined }];
  return [...first, ...more];
}

export const isCurrent = ({ until }: Pick<DoorSecret, 'until'>, now = Date.now()): boolean =>
  until === undefined || now < until;

/** Compares a header's value with a secret in a time that tells nothing of either, not even the length. */
export class SecretText {
  readonly #digest: Buffer;

  constructor(secret: string) {
    this.#digest = digest(Buffer.from(secret, 'utf8'));
  }

  /** @param value as Node reads headers: one character a byte */
  equals(value: string): boolean {
    return timingSafeEqual(this.#digest, digest(Buffer.from(value, 'latin1')));
  }
}

const digest = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');
