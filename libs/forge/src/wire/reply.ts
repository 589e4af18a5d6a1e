import type { Forge } from '@arbiter/contracts';
import { Unreadable } from '../api/forge.errors.ts';

/** An answer, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Bytes of one answer. GitHub's largest file is 100 MB, but what is reviewed is text. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads an answer. @throws Unreadable over 64 MB */
export async function readReply(forge: Forge, response: Response): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Unreadable(forge, 'it is over 64 MB');
    chunks.push(chunk);
  }
  return { status: response.status, headers: response.headers, body: Buffer.concat(chunks) };
}

/** The answer as `fetch` gives it, for the SDKs. */
export const asResponse = ({ status, headers, body }: Reply): Response =>
  new Response(status === 204 || status === 205 || status === 304 ? null : new Uint8Array(body), { status, headers });
