import { type Outcome, outcomeOfAnswer, outcomeOfError } from './outcome.ts';

/** Longest part of an answer that is read: what webhooks say is one word. */
const MAX_ANSWER = 1_024;

export interface PostOptions {
  /** Gives up waiting. */
  readonly signal: AbortSignal;
  /** To the last byte of the answer, milliseconds. */
  readonly timeout: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a JSON document once: no redirect is followed and nothing is repeated. Never throws. */
export async function postJson(url: string, body: string, { signal, timeout, headers }: PostOptions): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    const answer = await response.text().catch(() => '');
    return outcomeOfAnswer(response.status, answer.slice(0, MAX_ANSWER), response.headers.get('retry-after'));
  } catch (error) {
    return outcomeOfError(error);
  }
}
