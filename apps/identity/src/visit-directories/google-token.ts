import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DirectoryUnreachable } from '../identity.errors.ts';

const SCOPE = 'https://www.googleapis.com/auth/admin.directory.user.readonly';
const LIFE = 3600;
const TIMEOUT = 30_000;

const Key = z.object({ client_email: z.string(), private_key: z.string(), token_uri: z.url() });
const Token = z.object({ access_token: z.string().min(1) });

/**
 * An access token of a service account that reads in an administrator's name (RFC 7523, domain-wide delegation).
 * @param file the key file that Google made
 * @throws DirectoryUnreachable
 */
export async function googleToken(file: string, subject: string): Promise<string> {
  const key = readKey(file);
  const response = await fetch(key.token_uri, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertion(key, subject),
    }),
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch((error: unknown) => {
    throw new DirectoryUnreachable('Google does not answer.', error);
  });
  const token = Token.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !token.success) {
    throw new DirectoryUnreachable(
      `Google gives no token (${String(response.status)}): see key file, subject and delegation.`,
    );
  }
  return token.data.access_token;
}

function readKey(file: string): z.infer<typeof Key> {
  try {
    return Key.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new DirectoryUnreachable('ARBITER_GOOGLE_KEY_FILE is no key file of a service account.', error);
  }
}

function assertion({ client_email, private_key, token_uri }: z.infer<typeof Key>, subject: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: client_email, sub: subject, scope: SCOPE, aud: token_uri, iat: now, exp: now + LIFE };
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(private_key, 'base64url')}`;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
