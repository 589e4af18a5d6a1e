import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequesterFn } from '@gitbeaker/requester-utils';
import { Forbidden, Unreadable } from '../api/forge.errors.ts';
import type { Wire } from '../wire/wire.ts';
import { wordsOf } from '../wire/words.ts';

/** GitBeaker passes no signal on: the one of the call that is under way is found here. */
export const callSignal = new AsyncLocalStorage<AbortSignal | undefined>();

/** What GitBeaker makes of a call. */
interface Prepared {
  readonly prefixUrl: string;
  readonly searchParams?: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A file's content is bytes, whatever type GitLab gives it. */
const RAW = /\/repository\/files\/[^/]+\/raw$/;

/**
 * Makes GitBeaker ask through our wire. Its own way repeats every request ten times at once on 429 and 502, writes too, and
 * cannot be stopped.
 */
export const requesterOver = (wire: Wire): ReturnType<typeof createRequesterFn> =>
  createRequesterFn(
    (_service, prepared) => Promise.resolve(prepared),
    async (endpoint, options) => {
      const { prefixUrl, searchParams = '', method, headers, body } = options as unknown as Prepared;
      const url = new URL(endpoint, prefixUrl.endsWith('/') ? prefixUrl : `${prefixUrl}/`);
      url.search = searchParams;
      const signal = callSignal.getStore();
      const response = await wire.fetch(url.href, {
        method,
        headers: { ...headers, 'user-agent': 'arbiter' },
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const { status, headers: told } = response;
      if (status === 401) throw new Forbidden('gitlab', wordsOf({ status, headers: told, body: bytes }));
      return { status, headers: Object.fromEntries(told), body: contentOf(endpoint, told, bytes) };
    },
  );

function contentOf(endpoint: string, headers: Headers, bytes: Uint8Array) {
  if (RAW.test(endpoint)) return bytes as unknown as Blob;
  const text = Buffer.from(bytes).toString();
  if (!(headers.get('content-type') ?? '').includes('json')) return text;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Unreadable('gitlab', 'it is no JSON');
  }
}
