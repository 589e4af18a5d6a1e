import type { RestApi } from '../connection/rest-api.ts';

/** A delivery in quarantine, as the API tells of it. */
export interface Held {
  readonly delivery: string;
  readonly source: string;
  readonly event: string;
  readonly reason: string;
  /** Of its body, bytes. */
  readonly size: number;
  readonly receivedAt: string;
}

export interface Page {
  readonly items: readonly Held[];
  readonly total: number;
  readonly next: string | null;
}

/** What a delivery was judged anew to be. */
export interface Judged {
  readonly delivery: string;
  readonly status: 'accepted' | 'ignored' | 'quarantined' | 'not-held';
  readonly reason?: string;
}

/** So many are listed in an answer, and judged in one. */
const PAGE = 1000;
const AT_ONCE = 100;

/** Newest first. @param before only older ones than this delivery */
export function listHeld(api: RestApi, limit: number, before?: string): Promise<Page> {
  const query = new URLSearchParams({ limit: String(limit), ...(before !== undefined && { before }) });
  return api.call('GET', `/quarantine?${query.toString()}`);
}

/** All there are, newest first, page by page. */
export async function* allHeld(api: RestApi): AsyncGenerator<Held> {
  let before: string | undefined;
  do {
    const { items, next } = await listHeld(api, PAGE, before);
    yield* items;
    before = next ?? undefined;
  } while (before !== undefined);
}

/** Has deliveries judged anew, in their order, some at a time. */
export async function* release(api: RestApi, deliveries: readonly string[]): AsyncGenerator<readonly Judged[]> {
  for (let from = 0; from < deliveries.length; from += AT_ONCE) {
    const some = deliveries.slice(from, from + AT_ONCE);
    yield (await api.call<{ readonly items: readonly Judged[] }>('POST', '/quarantine/release', { deliveries: some }))
      .items;
  }
}
